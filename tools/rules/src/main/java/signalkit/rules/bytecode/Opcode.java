package signalkit.rules.bytecode;

import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;

/** What the instructions that access fields and call methods have in common. */
public final class Opcode {
    private Opcode() {}

    /** Whether it writes a field, of an object or of a class. */
    public static boolean isPut(int opcode) {
        return opcode == Opcodes.PUTFIELD || opcode == Opcodes.PUTSTATIC;
    }

    /** Whether it writes a field. */
    public static boolean isPut(AbstractInsnNode insn) {
        return isPut(insn.getOpcode());
    }

    /** Whether it reads or writes a field of a class. */
    public static boolean isStaticAccess(AbstractInsnNode insn) {
        return insn.getOpcode() == Opcodes.GETSTATIC || insn.getOpcode() == Opcodes.PUTSTATIC;
    }

    /** Whether it writes an element of an array. */
    public static boolean isArrayStore(AbstractInsnNode insn) {
        return insn.getOpcode() >= Opcodes.IASTORE && insn.getOpcode() <= Opcodes.SASTORE;
    }

    /** Whether it reads an element of an array. */
    public static boolean isArrayLoad(AbstractInsnNode insn) {
        return insn.getOpcode() >= Opcodes.IALOAD && insn.getOpcode() <= Opcodes.SALOAD;
    }

    /** Whether the class of the receiver chooses the method that a call runs. */
    public static boolean isVirtual(AbstractInsnNode call) {
        return call.getOpcode() == Opcodes.INVOKEVIRTUAL
                || call.getOpcode() == Opcodes.INVOKEINTERFACE;
    }

    /** Whether the class of the receiver chooses the method that a reference runs. */
    public static boolean isVirtual(Handle reference) {
        return reference.getTag() == Opcodes.H_INVOKEVIRTUAL
                || reference.getTag() == Opcodes.H_INVOKEINTERFACE;
    }
}
