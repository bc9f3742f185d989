import com.ibm.wala.classLoader.IMethod;
import com.ibm.wala.classLoader.Language;
import com.ibm.wala.core.util.config.AnalysisScopeReader;
import com.ibm.wala.ipa.callgraph.AnalysisCacheImpl;
import com.ibm.wala.ipa.callgraph.AnalysisOptions;
import com.ibm.wala.ipa.callgraph.AnalysisScope;
import com.ibm.wala.ipa.callgraph.CGNode;
import com.ibm.wala.ipa.callgraph.CallGraph;
import com.ibm.wala.ipa.callgraph.Entrypoint;
import com.ibm.wala.ipa.callgraph.impl.DefaultEntrypoint;
import com.ibm.wala.ipa.callgraph.impl.Util;
import com.ibm.wala.ipa.cha.ClassHierarchy;
import com.ibm.wala.ipa.cha.ClassHierarchyFactory;
import com.ibm.wala.types.ClassLoaderReference;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What WALA says a handler reaches: {@code WalaReach rta|0cfa JAR CLASS METHOD}, with the class as
 * byte code names it. See {@code run} beside this file.
 */
final class WalaReach {
    private WalaReach() {}

    public static void main(String[] arguments) throws Exception {
        long start = System.nanoTime();
        AnalysisScope scope =
                AnalysisScopeReader.instance.makeJavaBinaryAnalysisScope(arguments[1], null);
        ClassHierarchy classes = ClassHierarchyFactory.makeWithPhantom(scope);
        List<Entrypoint> entries = new ArrayList<>();
        classes.forEach(
                type -> {
                    if (type.getName().toString().equals("L" + arguments[2])) {
                        for (IMethod method : type.getDeclaredMethods()) {
                            if (method.getName().toString().equals(arguments[3])) {
                                entries.add(new DefaultEntrypoint(method, classes));
                            }
                        }
                    }
                });
        AnalysisOptions options = new AnalysisOptions(scope, entries);
        options.setReflectionOptions(AnalysisOptions.ReflectionOptions.NONE);
        AnalysisCacheImpl cache = new AnalysisCacheImpl();
        CallGraph graph =
                (arguments[0].equals("rta")
                                ? Util.makeRTABuilder(options, cache, classes)
                                : Util.makeZeroCFABuilder(Language.JAVA, options, cache, classes))
                        .makeCallGraph(options, null);
        Set<IMethod> methods = new HashSet<>();
        int program = 0;
        int calls = 0;
        int unresolved = 0;
        for (CGNode node : graph) {
            boolean isProgram =
                    node.getMethod()
                            .getDeclaringClass()
                            .getClassLoader()
                            .getReference()
                            .equals(ClassLoaderReference.Application);
            if (methods.add(node.getMethod()) && isProgram) {
                program++;
                for (var sites = node.iterateCallSites(); sites.hasNext(); ) {
                    calls++;
                    unresolved += graph.getPossibleTargets(node, sites.next()).isEmpty() ? 1 : 0;
                }
            }
        }
        Runtime jvm = Runtime.getRuntime();
        System.out.printf(
                "%s %s: %d entries, %d methods, %d of the jar; %d calls there, %d without a target;"
                        + " %.1f s, %d MB%n",
                arguments[0],
                arguments[1].replaceAll(".*/", ""),
                entries.size(),
                methods.size(),
                program,
                calls,
                unresolved,
                (System.nanoTime() - start) / 1e9,
                (jvm.totalMemory() - jvm.freeMemory()) >> 20);
    }
}
