package signalkit.weaver;

import java.util.List;
import java.util.Set;
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
import org.objectweb.asm.tree.TypeInsnNode;

/**
 * Turns a static initialiser into a method, so that a scheduler can run it in each run, on the
 * thread that uses the class first.
 *
 * <p>Static fields can be set again then, so none is final; those that were are marked as {@link
 * #WAS_FINAL}. Each static method and constructor says that its class is used, also where only a
 * superclass may have an initialiser. Interfaces keep their initialiser, since their fields must be
 * final. The constants of an enum are the same objects in each run, for the JDK keeps them; what
 * they hold is new.
 */
final class StaticInitialisers {
    /** The method that was the static initialiser. */
    static final String METHOD = "$clinit";

    /** The method that sets all static fields to what they are before it. */
    static final String RESET = "$reset";

    /** Marks a static field, for which it means nothing, as one that was final. */
    static final int WAS_FINAL = Opcodes.ACC_TRANSIENT;

    private static final String STEPS = Steps.class.getName().replace('.', '/');

    /** Classes whose static methods make what nobody can change, of such arguments. */
    private static final Set<String> CONSTANT_MAKERS =
            Set.of(
                    "java/lang/Boolean",
                    "java/lang/Byte",
                    "java/lang/Character",
                    "java/lang/Double",
                    "java/lang/Float",
                    "java/lang/Integer",
                    "java/lang/Long",
                    "java/lang/Short",
                    "java/lang/String",
                    "java/time/Duration",
                    "java/util/Comparator",
                    "java/util/List",
                    "java/util/Map",
                    "java/util/Objects",
                    "java/util/Optional",
                    "java/util/Set",
                    "java/util/function/BinaryOperator",
                    "java/util/function/Function",
                    "java/util/function/Predicate",
                    "java/util/function/UnaryOperator",
                    "java/util/regex/Pattern",
                    "signalkit/posix/Sigaction",
                    "signalkit/posix/SignalSet");

    /** Where a static field is a constant that nobody can change. */
    private static final List<String> CONSTANT_FIELDS = List.of("java/", "signalkit/posix/");

    private StaticInitialisers() {}

    /** What is left to a scheduler to do with a class. */
    enum Left {
        /** Nothing. */
        NOTHING,
        /** Nothing can be done: it is an interface whose initialiser makes what can change. */
        KEPT,
        /** To set its fields back. */
        RESET,
        /** To set its fields back and to initialise it, which nobody else could notice. */
        ALONE,
        /** To set its fields back and to initialise it. */
        ALL;

        /** Whether an initialiser is to be run. */
        boolean hasInitialiser() {
            return this == ALONE || this == ALL;
        }
    }

    /** Changes a class that has static fields which a run could leave changed. */
    static Left open(ClassNode type) {
        MethodNode initialiser = find(type);
        if ((type.access & Opcodes.ACC_INTERFACE) != 0) {
            return initialiser == null || makesConstants(initialiser) ? Left.NOTHING : Left.KEPT;
        }
        if (initialiser == null || setsOnlyAssertions(initialiser)) {
            if (type.fields.stream().noneMatch(StaticInitialisers::isReset)) {
                return Left.NOTHING;
            }
            type.methods.add(reset(type));
            return Left.RESET;
        }
        boolean isAlone = makesConstantsAlone(type);
        if ((type.access & Opcodes.ACC_ENUM) != 0) {
            keepConstants(type, initialiser);
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
        return isAlone ? Left.ALONE : Left.ALL;
    }

    /** Whether all that an enum's initialiser does is to make constants of fields. */
    private static boolean makesConstantsAlone(ClassNode type) {
        return (type.access & Opcodes.ACC_ENUM) != 0
                && type.methods.stream()
                        .filter(
                                method ->
                                        method.name.startsWith("<")
                                                || method.name.equals("$values"))
                        .allMatch(method -> isAlone(type, method));
    }

    private static boolean isAlone(ClassNode type, MethodNode method) {
        for (AbstractInsnNode instruction : method.instructions) {
            boolean isOther =
                    switch (instruction.getOpcode()) {
                        case Opcodes.INVOKEVIRTUAL, Opcodes.INVOKEINTERFACE -> true;
                        case Opcodes.INVOKESPECIAL, Opcodes.INVOKESTATIC -> {
                            MethodInsnNode call = (MethodInsnNode) instruction;
                            boolean isOwn =
                                    call.owner.equals(type.name)
                                            && (call.name.equals("<init>")
                                                    || call.name.equals("$values"));
                            yield !isOwn
                                    && !call.owner.equals("java/lang/Enum")
                                    && !CONSTANT_MAKERS.contains(call.owner);
                        }
                        case Opcodes.GETSTATIC -> {
                            String owner = ((FieldInsnNode) instruction).owner;
                            yield !owner.equals(type.name) && !owner.startsWith("java/");
                        }
                        case Opcodes.NEW -> !((TypeInsnNode) instruction).desc.equals(type.name);
                        default -> false;
                    };
            if (isOther) {
                return false;
            }
        }
        return true;
    }

    /** Whether an initialiser of an interface makes only what nobody can change. */
    private static boolean makesConstants(MethodNode initialiser) {
        int arrays = 0; // that nothing has copied yet
        for (AbstractInsnNode instruction : initialiser.instructions) {
            boolean isHarmless =
                    switch (instruction.getOpcode()) {
                        case Opcodes.NEW,
                                Opcodes.NEWARRAY,
                                Opcodes.MULTIANEWARRAY,
                                Opcodes.INVOKEINTERFACE,
                                Opcodes.INVOKESPECIAL ->
                                false;
                        case Opcodes.ANEWARRAY -> {
                            arrays++;
                            yield true;
                        }
                        case Opcodes.INVOKESTATIC -> {
                            MethodInsnNode call = (MethodInsnNode) instruction;
                            arrays -= copiesNewArray(call) ? 1 : 0;
                            yield CONSTANT_MAKERS.contains(call.owner);
                        }
                        case Opcodes.INVOKEVIRTUAL -> {
                            MethodInsnNode call = (MethodInsnNode) instruction;
                            arrays -= copiesNewArray(call) ? 1 : 0;
                            yield CONSTANT_MAKERS.contains(call.owner)
                                    && call.desc.endsWith(")L" + call.owner + ";");
                        }
                        case Opcodes.GETSTATIC -> {
                            String owner = ((FieldInsnNode) instruction).owner;
                            yield CONSTANT_FIELDS.stream().anyMatch(owner::startsWith);
                        }
                        default -> true;
                    };
            if (!isHarmless) {
                return false;
            }
        }
        return arrays == 0;
    }

    /** Whether a call gets a list of arguments, as javac writes it: an array that it alone has. */
    private static boolean copiesNewArray(MethodInsnNode call) {
        Type[] arguments = Type.getArgumentTypes(call.desc);
        AbstractInsnNode before = call.getPrevious();
        return arguments.length > 0
                && arguments[arguments.length - 1].getSort() == Type.ARRAY
                && before != null
                && (before.getOpcode() == Opcodes.AASTORE
                        || before.getOpcode() == Opcodes.ANEWARRAY);
    }

    /** Each new constant gives what it holds to the one that the first run has made. */
    private static void keepConstants(ClassNode type, MethodNode initialiser) {
        for (AbstractInsnNode instruction : initialiser.instructions) {
            if (instruction instanceof MethodInsnNode call
                    && call.name.equals("<init>")
                    && call.desc.startsWith("(Ljava/lang/String;I")
                    && (call.owner.equals(type.name) || call.owner.startsWith(type.name + "$"))) {
                InsnList code = new InsnList();
                code.add(
                        new MethodInsnNode(
                                Opcodes.INVOKESTATIC,
                                STEPS,
                                "constant",
                                "(Ljava/lang/Enum;)Ljava/lang/Enum;",
                                false));
                code.add(new TypeInsnNode(Opcodes.CHECKCAST, type.name));
                initialiser.instructions.insert(instruction, code);
            }
        }
    }

    private static boolean isReset(FieldNode field) {
        return isStatic(field.access) && (field.access & Opcodes.ACC_FINAL) == 0;
    }

    /** Whether to use a class is to use a class that may have an initialiser. */
    static boolean isUsed(ClassNode type, Left left) {
        boolean isClass = (type.access & Opcodes.ACC_INTERFACE) == 0;
        boolean mayInherit = type.superName != null && !type.superName.startsWith("java/");
        return left.hasInitialiser() || isClass && mayInherit;
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
