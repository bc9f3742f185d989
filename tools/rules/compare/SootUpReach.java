import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import sootup.callgraph.AbstractCallGraphAlgorithm;
import sootup.callgraph.CallGraph;
import sootup.callgraph.ClassHierarchyAnalysisAlgorithm;
import sootup.callgraph.RapidTypeAnalysisAlgorithm;
import sootup.core.inputlocation.AnalysisInputLocation;
import sootup.core.jimple.common.stmt.Stmt;
import sootup.core.jimple.javabytecode.stmt.JEnterMonitorStmt;
import sootup.core.model.SourceType;
import sootup.core.signatures.MethodSignature;
import sootup.java.bytecode.inputlocation.JavaClassPathAnalysisInputLocation;
import sootup.java.bytecode.inputlocation.JrtFileSystemAnalysisInputLocation;
import sootup.java.core.JavaSootMethod;
import sootup.java.core.views.JavaView;

/**
 * What SootUp says a handler reaches: {@code SootUpReach cha|rta jar|jdk JAR CLASS METHOD}, with
 * the class as Java names it; the JDK's code is given to it, too, or the jar's alone. See {@code
 * run}.
 */
final class SootUpReach {
    private SootUpReach() {}

    public static void main(String[] arguments) {
        long start = System.nanoTime();
        List<AnalysisInputLocation> places = new ArrayList<>();
        places.add(
                new JavaClassPathAnalysisInputLocation(
                        arguments[2], SourceType.Application, List.of()));
        if (arguments[1].equals("jdk")) {
            places.add(new JrtFileSystemAnalysisInputLocation(SourceType.Library, List.of()));
        }
        JavaView view = new JavaView(places);
        List<MethodSignature> entries =
                view.getClass(view.getIdentifierFactory().getClassType(arguments[3]))
                        .orElseThrow()
                        .getMethods()
                        .stream()
                        .filter(method -> method.getName().equals(arguments[4]))
                        .map(method -> method.getSignature())
                        .toList();
        AbstractCallGraphAlgorithm algorithm =
                arguments[0].equals("cha")
                        ? new ClassHierarchyAnalysisAlgorithm(view)
                        : new RapidTypeAnalysisAlgorithm(view);
        CallGraph graph = algorithm.initialize(entries);
        Set<MethodSignature> reached = graph.getMethodSignatures();
        int ofTheJar = 0;
        int absent = 0;
        int locking = 0;
        int calls = 0;
        long targets = 0;
        for (MethodSignature signature : reached) {
            JavaSootMethod method = view.getMethod(signature).orElse(null);
            if (method == null) {
                absent++;
                continue;
            }
            locking += locks(method) ? 1 : 0;
            if (view.getClass(signature.getDeclClassType()).orElseThrow().isApplicationClass()) {
                ofTheJar++;
                calls += calls(method);
                targets += graph.callsFrom(signature).size();
            }
        }
        Runtime jvm = Runtime.getRuntime();
        System.out.printf(
                "SootUp %s of the %s, %s: %d methods, %d of the jar, %d without code, %d that lock;"
                        + " %d calls there with %d targets; %.1f s, %d MB%n",
                arguments[0],
                arguments[1].equals("jdk") ? "jar and the JDK" : "jar",
                arguments[2].replaceAll(".*/", ""),
                reached.size(),
                ofTheJar,
                absent,
                locking,
                calls,
                targets,
                (System.nanoTime() - start) / 1e9,
                (jvm.totalMemory() - jvm.freeMemory()) >> 20);
    }

    private static boolean locks(JavaSootMethod method) {
        return method.isSynchronized()
                || method.hasBody()
                        && method.getBody().getStmts().stream()
                                .anyMatch(JEnterMonitorStmt.class::isInstance);
    }

    private static int calls(JavaSootMethod method) {
        return method.hasBody()
                ? (int) method.getBody().getStmts().stream().filter(Stmt::containsInvokeExpr).count()
                : 0;
    }
}
