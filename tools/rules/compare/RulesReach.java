package signalkit.rules;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import signalkit.rules.bytecode.CodeIndex;
import signalkit.rules.bytecode.Method;
import signalkit.rules.bytecode.Origins;
import signalkit.rules.bytecode.Program;

/** What the rules say that the handlers of a jar reach: {@code RulesReach JAR}. See {@code run}. */
final class RulesReach {
    private RulesReach() {}

    public static void main(String[] arguments) throws Exception {
        long start = System.nanoTime();
        List<byte[]> classes = new ArrayList<>();
        try (ZipFile jar = new ZipFile(arguments[0])) {
            for (ZipEntry entry : jar.stream().toList()) {
                if (entry.getName().endsWith(".class") && !entry.getName().startsWith("META-INF")) {
                    classes.add(jar.getInputStream(entry).readAllBytes());
                }
            }
        }
        Program program = new Program(classes);
        CodeIndex index = new CodeIndex(program);
        Origins anyRun = new Origins(program, index);
        Leaves leaves = new Leaves(program);
        CallTargets calls = new CallTargets(program, index, anyRun, leaves);
        Roots roots = new Roots(program, index, anyRun, calls, List.of());
        Set<Method> methods = new HashSet<>();
        int sites = 0;
        int open = 0;
        int library = 0;
        long targets = 0;
        for (Handler handler : roots.handlers()) {
            HandlerReach reach = new HandlerReach();
            Origins run = anyRun.in(reach);
            CallTargets here = new CallTargets(program, index, run, leaves);
            LeafEffects leafEffects = new LeafEffects(program, run, here, leaves);
            CodeEffects effects = new CodeEffects(program, run, here, leafEffects);
            reach.follow(
                    handler.method,
                    anyRun,
                    effects::scan,
                    e -> e instanceof CodeEffect.Call call ? List.of(call) : List.of());
            for (Method method : reach.methods()) {
                if (!methods.add(method) || !method.hasCode()) {
                    continue;
                }
                for (AbstractInsnNode insn : method.code().instructions) {
                    if (insn instanceof MethodInsnNode call) {
                        sites++;
                        Set<CallTarget> found = here.targets(method, call);
                        boolean isOpen = false;
                        for (CallTarget target : found) {
                            isOpen |= target instanceof CallTarget.Unknown;
                            library += target instanceof CallTarget.Leaf ? 1 : 0;
                            targets += target instanceof CallTarget.Unknown ? 0 : 1;
                        }
                        open += isOpen ? 1 : 0;
                    }
                }
            }
        }
        Runtime jvm = Runtime.getRuntime();
        System.out.printf(
                "rules, %s: %d methods of the jar; %d calls there, %d of them open, %.2f targets"
                        + " each (%d methods of libraries, judged by tables); %.1f s, %d MB%n",
                Path.of(arguments[0]).getFileName(),
                methods.size(),
                sites,
                open,
                sites == 0 ? 0 : (double) targets / sites,
                library,
                (System.nanoTime() - start) / 1e9,
                (jvm.totalMemory() - jvm.freeMemory()) >> 20);
    }
}
