package signalkit.rules.bytecode;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/** The ways through one method, exceptions included. */
public final class ControlFlow {
    private final MethodNode code;
    private final InsnList insns;

    public ControlFlow(Method method) {
        code = method.code();
        insns = code.instructions;
    }

    /**
     * Whether every way from the entry to {@code place} leads through an instruction that does
     * {@code what}. The place itself does not count.
     */
    public boolean isAlwaysBefore(AbstractInsnNode place, Predicate<AbstractInsnNode> what) {
        return !isReachable(insn -> insn == place, what);
    }

    /** Whether every way that returns leads through an instruction that does {@code what}. */
    public boolean isAlwaysBeforeReturn(Predicate<AbstractInsnNode> what) {
        return !isReachable(ControlFlow::isReturn, what);
    }

    private static boolean isReturn(AbstractInsnNode insn) {
        return insn.getOpcode() >= Opcodes.IRETURN && insn.getOpcode() <= Opcodes.RETURN;
    }

    /** Looks for a way to {@code place} around all instructions that {@code stops} describes. */
    private boolean isReachable(
            Predicate<AbstractInsnNode> place, Predicate<AbstractInsnNode> stops) {
        BitSet seen = new BitSet(insns.size());
        Deque<AbstractInsnNode> open = new ArrayDeque<>();
        if (insns.size() > 0) {
            open.add(insns.getFirst());
        }
        while (!open.isEmpty()) {
            AbstractInsnNode insn = open.poll();
            int index = insns.indexOf(insn);
            if (seen.get(index)) {
                continue;
            }
            seen.set(index);
            if (place.test(insn)) {
                return true;
            }
            open.addAll(handlers(index)); // the instruction may fail before it does anything
            if (!stops.test(insn)) {
                open.addAll(successors(insn));
            }
        }
        return false;
    }

    private List<AbstractInsnNode> successors(AbstractInsnNode insn) {
        List<AbstractInsnNode> next = new ArrayList<>();
        int opcode = insn.getOpcode();
        boolean ends = isReturn(insn) || opcode == Opcodes.ATHROW || opcode == Opcodes.GOTO;
        if (insn instanceof JumpInsnNode jump) {
            next.add(jump.label);
        } else if (insn instanceof TableSwitchInsnNode table) {
            next.addAll(table.labels);
            next.add(table.dflt);
            ends = true;
        } else if (insn instanceof LookupSwitchInsnNode lookup) {
            next.addAll(lookup.labels);
            next.add(lookup.dflt);
            ends = true;
        }
        if (!ends && insn.getNext() != null) {
            next.add(insn.getNext());
        }
        return next;
    }

    private List<LabelNode> handlers(int index) {
        List<LabelNode> handlers = new ArrayList<>();
        for (TryCatchBlockNode block : code.tryCatchBlocks) {
            if (insns.indexOf(block.start) <= index && index < insns.indexOf(block.end)) {
                handlers.add(block.handler);
            }
        }
        return handlers;
    }
}
