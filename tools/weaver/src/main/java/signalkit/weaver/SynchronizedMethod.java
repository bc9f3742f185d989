package signalkit.weaver;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Turns a synchronized method into one with a synchronized block, as a compiler writes it.
 *
 * <p>The JVM enters and leaves the monitor of a synchronized method between two instructions, where
 * no point fits. The block covers the whole body, and its exit on the way of an exception covers
 * itself, so the monitor is left in any case.
 */
final class SynchronizedMethod {
    private final ClassNode type;
    private final MethodNode method;
    private final boolean isStatic;
    private final List<TryCatchBlockNode> ranges = new ArrayList<>();
    private final LabelNode handler = new LabelNode();

    private SynchronizedMethod(ClassNode type, MethodNode method) {
        this.type = type;
        this.method = method;
        this.isStatic = (method.access & Opcodes.ACC_STATIC) != 0;
    }

    /** Changes a method that is synchronized and has code; leaves every other one alone. */
    static void open(ClassNode type, MethodNode method) {
        int excluded = Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE;
        if ((method.access & Opcodes.ACC_SYNCHRONIZED) != 0 && (method.access & excluded) == 0) {
            new SynchronizedMethod(type, method).open();
        }
    }

    private void open() {
        requireLock();
        AbstractInsnNode[] body = method.instructions.toArray();
        LabelNode start = new LabelNode();
        method.instructions.insert(entry(body, start));
        for (AbstractInsnNode instruction : body) {
            if (isReturn(instruction)) {
                LabelNode end = new LabelNode();
                InsnList exit = new InsnList();
                exit.add(loadLock());
                exit.add(new InsnNode(Opcodes.MONITOREXIT));
                exit.add(end);
                method.instructions.insertBefore(instruction, exit);
                ranges.add(new TryCatchBlockNode(start, end, handler, null));
                start = new LabelNode();
                method.instructions.insert(instruction, start);
            }
        }
        if (hasCodeAfter(start)) {
            ranges.add(new TryCatchBlockNode(start, handler, handler, null));
        }
        appendHandler();
        // Last in the table, so the body's own handlers come first.
        method.tryCatchBlocks.addAll(ranges);
        method.maxStack = Math.max(method.maxStack + 1, 2);
        method.access &= ~Opcodes.ACC_SYNCHRONIZED;
    }

    /** The monitor's entry bears the first line of the body, so a trace from there has a line. */
    private static InsnList prologue(AbstractInsnNode[] body) {
        InsnList list = new InsnList();
        for (AbstractInsnNode instruction : body) {
            if (instruction instanceof LineNumberNode first) {
                LabelNode label = new LabelNode();
                list.add(label);
                list.add(new LineNumberNode(first.line, label));
                break;
            }
        }
        return list;
    }

    private InsnList entry(AbstractInsnNode[] body, LabelNode start) {
        InsnList list = prologue(body);
        list.add(loadLock());
        list.add(new InsnNode(Opcodes.MONITORENTER));
        list.add(start);
        return list;
    }

    private void appendHandler() {
        LabelNode end = new LabelNode();
        Object[] locals = isStatic ? new Object[0] : new Object[] {type.name};
        InsnList list = method.instructions;
        list.add(handler);
        if ((type.version & 0xFFFF) >= Opcodes.V1_6) {
            Object[] stack = {"java/lang/Throwable"};
            list.add(new FrameNode(Opcodes.F_FULL, locals.length, locals, 1, stack));
        }
        list.add(loadLock());
        list.add(new InsnNode(Opcodes.MONITOREXIT));
        list.add(end);
        list.add(new InsnNode(Opcodes.ATHROW));
        ranges.add(new TryCatchBlockNode(handler, end, handler, null));
    }

    private AbstractInsnNode loadLock() {
        return isStatic
                ? new LdcInsnNode(Type.getObjectType(type.name))
                : new VarInsnNode(Opcodes.ALOAD, 0);
    }

    /** The lock must be at hand at the end: {@code this} in its place. */
    private void requireLock() {
        boolean found = true;
        for (AbstractInsnNode instruction : method.instructions) {
            boolean stores =
                    instruction.getOpcode() >= Opcodes.ISTORE
                            && instruction.getOpcode() <= Opcodes.ASTORE;
            if (!isStatic && stores && ((VarInsnNode) instruction).var == 0) {
                found = false;
            }
        }
        if (!found) {
            throw new WeaveException(
                    "cannot weave "
                            + type.name.replace('/', '.')
                            + ": its synchronized method "
                            + method.name
                            + method.desc
                            + " loses sight of its lock; compile it with a newer javac");
        }
    }

    private static boolean isReturn(AbstractInsnNode instruction) {
        int opcode = instruction.getOpcode();
        return opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN;
    }

    private static boolean hasCodeAfter(AbstractInsnNode from) {
        for (AbstractInsnNode node = from; node != null; node = node.getNext()) {
            if (node.getOpcode() >= 0) {
                return true;
            }
        }
        return false;
    }
}
