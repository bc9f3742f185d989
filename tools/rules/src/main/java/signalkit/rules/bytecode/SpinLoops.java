package signalkit.rules.bytecode;

import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.IincInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Finds loops that only another thread can end: locks and waits made by hand.
 *
 * <p>A retry loop that reads the value again before each compare-and-set is not one of them: it
 * fails only when somebody else has succeeded.
 */
public final class SpinLoops {
    private static final Set<String> READS =
            Set.of("get", "getAcquire", "getOpaque", "getVolatile", "getPlain", "isEmpty", "size");

    private static final Set<String> CLOCKS = Set.of("nanoTime", "currentTimeMillis");

    private final Method method;
    private final Flow flow;

    // What the loop does:
    private final Set<Integer> counted = new HashSet<>();
    private final Set<Integer> looked = new HashSet<>();
    private boolean asksClock;
    private boolean comparesLongs;
    private boolean progresses;
    private boolean reads;
    private boolean compares;
    private boolean spins;

    private SpinLoops(Method method, Flow flow) {
        this.method = method;
        this.flow = flow;
    }

    /** The lines of the loops, each with the reason. */
    public static Map<Integer, String> find(Method method, Flow flow) {
        Map<Integer, String> found = new TreeMap<>();
        for (AbstractInsnNode insn : method.code().instructions) {
            if (insn instanceof JumpInsnNode jump && isBackward(jump, method)) {
                SpinLoops loop = new SpinLoops(method, flow);
                String why = loop.judge(jump);
                if (why != null) {
                    found.put(Method.line(jump), why);
                }
            }
        }
        return found;
    }

    private static boolean isBackward(JumpInsnNode jump, Method method) {
        var insns = method.code().instructions;
        return insns.indexOf(jump.label) < insns.indexOf(jump);
    }

    private String judge(JumpInsnNode end) {
        for (AbstractInsnNode i = end.label; i != end.getNext(); i = i.getNext()) {
            if (!flow.isReachable(i)) {
                continue;
            } else if (i instanceof MethodInsnNode call) {
                call(call);
            } else if (i instanceof FieldInsnNode field) {
                reads |= !Opcode.isPut(field);
                progresses |= Opcode.isPut(field);
            } else {
                progresses |= isStore(i);
                comparesLongs |= i.getOpcode() == Opcodes.LCMP;
                if (i instanceof IincInsnNode increment) {
                    counted.add(increment.var);
                } else if (i.getOpcode() == Opcodes.ILOAD) {
                    looked.add(((VarInsnNode) i).var);
                }
            }
        }
        if (isBounded()) {
            return null;
        }
        if (compares) {
            return "it tries a compare-and-set with a fixed expected value until it succeeds:"
                    + " a lock made by hand";
        }
        boolean waits = spins || (reads && !progresses);
        return waits ? "it repeats without a bound until another thread changes something" : null;
    }

    /** A counter, or a clock, bounds a loop only if the loop looks at it. */
    private boolean isBounded() {
        return !Collections.disjoint(counted, looked) || asksClock && comparesLongs;
    }

    private void call(MethodInsnNode call) {
        int arguments = Type.getArgumentCount(call.desc);
        boolean library = !method.owner.name.equals(call.owner);
        if (call.name.equals("onSpinWait")) {
            spins = true;
        } else if (library && isCompareAndSet(call) && arguments >= 2) {
            compares |= isConstant(flow.argument(call, arguments - 2));
            progresses = true;
        } else if (library && call.name.startsWith("getAndSet") && arguments >= 1) {
            compares |= isConstant(flow.argument(call, arguments - 1));
            progresses = true;
        } else if (READS.contains(call.name)) {
            reads = true;
        } else if (CLOCKS.contains(call.name)) {
            asksClock = true;
        } else {
            progresses = true;
        }
    }

    private static boolean isCompareAndSet(MethodInsnNode call) {
        return call.name.startsWith("compareAndSet") || call.name.startsWith("weakCompareAndSet");
    }

    private static boolean isConstant(Set<AbstractInsnNode> producers) {
        return !producers.isEmpty()
                && producers.stream()
                        .allMatch(
                                p ->
                                        p.getOpcode() >= Opcodes.ACONST_NULL
                                                && p.getOpcode() <= Opcodes.LDC);
    }

    private static boolean isStore(AbstractInsnNode insn) {
        int opcode = insn.getOpcode();
        boolean local = insn instanceof VarInsnNode && opcode >= Opcodes.ISTORE;
        return local || Opcode.isArrayStore(insn);
    }
}
