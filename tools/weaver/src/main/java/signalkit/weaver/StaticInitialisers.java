package signalkit.weaver;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Turns a static initialiser into a method, so that a scheduler can run it in each run, on the
 * thread that uses the class first.
 *
 * <p>Static fields can be set again then, so none is final; those that were are marked as {@link
 * #WAS_FINAL}. Each static method and constructor says that its class is used. Interfaces keep
 * their initialiser, since their fields must be final, and enums, whose constants the JDK keeps.
 */
final class StaticInitialisers {
    /** The method that was the static initialiser. */
    static final String METHOD = "$clinit";

    /** The method that sets all static fields to what they are before it. */
    static final String RESET = "$reset";

    /** Marks a static field, for which it means nothing, as one that was final. */
    static final int WAS_FINAL = Opcodes.ACC_TRANSIENT;

    private static final int CLASS_CONSTANTS = Opcodes.V1_5;
    private static final String STEPS = Steps.class.getName().replace('.', '/');

    private StaticInitialisers() {}

    /** What is left to a scheduler to do with a class. */
    enum Left {
        /** Nothing. */
        NOTHING,
        /** Nothing can be done: it is an enum whose constants change. */
        KEPT,
        /** To set its fields back. */
        RESET,
        /** To set its fields back and to initialise it. */
        ALL
    }

    /** Changes a class that has static fields which a run could leave changed. */
    static Left open(ClassNode type) {
        int kept = Opcodes.ACC_INTERFACE | Opcodes.ACC_ENUM;
        if ((type.access & Opcodes.ACC_ENUM) != 0
                && type.fields.stream().anyMatch(each -> (each.access & Opcodes.ACC_FINAL) == 0)) {
            return Left.KEPT;
        }
        if ((type.access & kept) != 0 || (type.version & 0xFFFF) < CLASS_CONSTANTS) {
            return Left.NOTHING;
        }
        MethodNode initialiser = find(type);
        if (initialiser == null || setsOnlyAssertions(initialiser)) {
            if (type.fields.stream().noneMatch(StaticInitialisers::isReset)) {
                return Left.NOTHING;
            }
            type.methods.add(reset(type));
            return Left.RESET;
        }
        initialiser.name = METHOD;
        initialiser.access = Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC;
        for (FieldNode field : type.fields) {
            boolean isFinal = (field.access & Opcodes.ACC_FINAL) != 0;
            if (isStatic(field.access) && isFinal && field.value == null) {
                field.access = field.access & ~Opcodes.ACC_FINAL | WAS_FINAL;
            }
        }
        type.methods.add(reset(type));
        return Left.ALL;
    }

    private static boolean isReset(FieldNode field) {
        return isStatic(field.access) && (field.access & Opcodes.ACC_FINAL) == 0;
    }

    /** Has to come after all else: nothing of a method happens before its class is used. */
    static void tellUse(ClassNode type) {
        for (MethodNode method : type.methods) {
            boolean isEntry = isStatic(method.access) || method.name.equals("<init>");
            boolean isOwn = method.name.equals(METHOD) || method.name.equals(RESET);
            if (isEntry && !isOwn && (method.access & Opcodes.ACC_NATIVE) == 0) {
                InsnList code = new InsnList();
                code.add(new LdcInsnNode(Type.getObjectType(type.name)));
                code.add(
                        new MethodInsnNode(
                                Opcodes.INVOKESTATIC, STEPS, "use", "(Ljava/lang/Class;)V", false));
                method.instructions.insert(code);
                method.maxStack = Math.max(method.maxStack, 1);
            }
        }
    }

    private static MethodNode find(ClassNode type) {
        return type.methods.stream()
                .filter(method -> method.name.equals("<clinit>"))
                .findFirst()
                .orElse(null);
    }

    private static boolean isStatic(int access) {
        return (access & Opcodes.ACC_STATIC) != 0;
    }

    /** Whether an assert statement is all that a class has its initialiser for. */
    private static boolean setsOnlyAssertions(MethodNode initialiser) {
        for (AbstractInsnNode instruction : initialiser.instructions) {
            boolean isOther =
                    instruction instanceof FieldInsnNode field
                            && !field.name.equals("$assertionsDisabled");
            boolean isCall =
                    instruction instanceof MethodInsnNode call
                            && !call.name.equals("desiredAssertionStatus");
            if (isOther || isCall) {
                return false;
            }
        }
        return true;
    }

    private static MethodNode reset(ClassNode type) {
        int access = Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC;
        MethodNode method = new MethodNode(access, RESET, "()V", null, null);
        for (FieldNode field : type.fields) {
            if (isReset(field)) {
                Type kind = Type.getType(field.desc);
                method.instructions.add(
                        field.value == null
                                ? new InsnNode(zero(kind))
                                : new LdcInsnNode(field.value));
                method.instructions.add(
                        new FieldInsnNode(Opcodes.PUTSTATIC, type.name, field.name, field.desc));
            }
        }
        method.instructions.add(new InsnNode(Opcodes.RETURN));
        method.maxStack = 2;
        return method;
    }

    private static int zero(Type kind) {
        return switch (kind.getSort()) {
            case Type.LONG -> Opcodes.LCONST_0;
            case Type.FLOAT -> Opcodes.FCONST_0;
            case Type.DOUBLE -> Opcodes.DCONST_0;
            case Type.ARRAY, Type.OBJECT -> Opcodes.ACONST_NULL;
            default -> Opcodes.ICONST_0;
        };
    }
}
