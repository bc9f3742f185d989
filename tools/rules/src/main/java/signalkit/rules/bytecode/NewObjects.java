package signalkit.rules.bytecode;

import java.util.Optional;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MultiANewArrayInsnNode;
import org.objectweb.asm.tree.TypeInsnNode;

/** What instructions make: objects, arrays and constants, and what they are cast to. */
final class NewObjects {
    /** The descriptors in the order of the operands of {@code newarray}. */
    private static final String PRIMITIVES = "ZCFDBSIJ";

    private static final Type OBJECT_TYPE = Type.getObjectType("java/lang/Object");

    private NewObjects() {}

    /** The object that an instruction makes or loads; empty when it does neither. */
    static Optional<Origin> madeBy(AbstractInsnNode insn) {
        if (insn instanceof TypeInsnNode type) {
            return Optional.of(new Origin.Exact(type(type), true));
        } else if (insn instanceof MultiANewArrayInsnNode array) {
            return Optional.of(new Origin.Exact(array.desc, true));
        } else if (insn instanceof LdcInsnNode constant) {
            return Optional.of(new Origin.Exact(type(constant)));
        } else if (insn.getOpcode() == Opcodes.NEWARRAY) {
            int type = ((IntInsnNode) insn).operand - Opcodes.T_BOOLEAN;
            return Optional.of(new Origin.Exact("[" + PRIMITIVES.charAt(type), true));
        }
        return Optional.empty();
    }

    /** What a value is cast to as soon as it is there: what generic code returns is an object. */
    static Type cast(AbstractInsnNode producer) {
        AbstractInsnNode next = producer;
        boolean isCall = producer instanceof MethodInsnNode;
        if (isCall && !Traces.GROOVY_CASTS.equals(((MethodInsnNode) producer).owner)
                || producer instanceof FieldInsnNode) {
            do {
                next = next.getNext();
            } while (next != null && next.getOpcode() < 0);
        }
        return next != null && next.getOpcode() == Opcodes.CHECKCAST
                ? Type.getObjectType(((TypeInsnNode) next).desc)
                : OBJECT_TYPE;
    }

    private static String type(LdcInsnNode constant) {
        return constant.cst instanceof Type
                ? "java/lang/Class"
                : constant.cst instanceof Handle
                        ? "java/lang/invoke/MethodHandle"
                        : Type.getInternalName(constant.cst.getClass());
    }

    private static String type(TypeInsnNode insn) {
        return switch (insn.getOpcode()) {
            case Opcodes.NEW -> insn.desc;
            case Opcodes.ANEWARRAY -> "[" + Type.getObjectType(insn.desc).getDescriptor();
            default -> "java/lang/Object";
        };
    }
}
