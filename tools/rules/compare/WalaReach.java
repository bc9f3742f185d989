import com.ibm.wala.classLoader.IMethod;
import com.ibm.wala.classLoader.Language;
import com.ibm.wala.core.util.config.AnalysisScopeReader;
import com.ibm.wala.ipa.callgraph.AnalysisCacheImpl;
import com.ibm.wala.ipa.callgraph.AnalysisOptions;
import com.ibm.wala.ipa.callgraph.AnalysisScope;
import com.ibm.wala.ipa.callgraph.CGNode;
import com.ibm.wala.ipa.callgraph.CallGraph;
import com.ibm.wala.ipa.callgraph.Entrypoint;
import com.ibm.wala.ipa.callgraph.cha.CHACallGraph;
import com.ibm.wala.ipa.callgraph.impl.DefaultEntrypoint;
import com.ibm.wala.ipa.callgraph.impl.Util;
import com.ibm.wala.ipa.cha.ClassHierarchy;
import com.ibm.wala.ipa.cha.ClassHierarchyFactory;
import com.ibm.wala.types.ClassLoaderReference;
import java.io.File;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What WALA says a handler reaches: {@code WalaReach cha|0-1-cfa JAR CLASS METHOD EXCLUSIONS}, with
 * the class as byte code names it. The graph by class hierarchy has the jar's own code only; the
 * other one has the JDK but for the packages in the file of exclusions. See {@code run}.
 */
final class WalaReach {
    private WalaReach() {}

    public static void main(String[] arguments) throws Exception {
        long start = System.nanoTime();
        AnalysisScope scope =
                AnalysisScopeReader.instance.makeJavaBinaryAnalysisScope(
                        arguments[1], new File(arguments[4]));
        // What is missing hangs below Object: WALA's propagation cannot do with phantom classes.
        ClassHierarchy classes = ClassHierarchyFactory.makeWithRoot(scope);
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
        CallGraph graph;
        if (arguments[0].equals("cha")) {
            CHACallGraph hierarchy = new CHACallGraph(classes, true);
            hierarchy.init(entries);
            graph = hierarchy;
        } else {
            graph =
                    Util.makeZeroOneCFABuilder(Language.JAVA, options, cache, classes)
                            .makeCallGraph(options, null);
        }
        Set<IMethod> methods = new HashSet<>();
        int program = 0;
        int calls = 0;
        int unresolved = 0;
        long targets = 0;
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
                    int found = graph.getPossibleTargets(node, sites.next()).size();
                    unresolved += found == 0 ? 1 : 0;
                    targets += found;
                }
            }
        }
        Runtime jvm = Runtime.getRuntime();
        System.out.printf(
                "WALA %s, %s: %d methods, %d of the jar; %d calls there, %d without a target,"
                        + " %.2f targets each; %.1f s, %d MB%n",
                arguments[0],
                arguments[1].replaceAll(".*/", ""),
                methods.size(),
                program,
                calls,
                unresolved,
                calls == 0 ? 0 : (double) targets / calls,
                (System.nanoTime() - start) / 1e9,
                (jvm.totalMemory() - jvm.freeMemory()) >> 20);
    }
}
