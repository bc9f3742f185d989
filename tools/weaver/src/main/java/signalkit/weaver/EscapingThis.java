package signalkit.weaver;

import java.util.HashSet;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.BasicInterpreter;
import org.objectweb.asm.tree.analysis.BasicValue;
import org.objectweb.asm.tree.analysis.Frame;

/**
 * Which final fields of a class another thread could read before its constructor sets them.
 *
 * <p>A constructor lets {@code this} escape when it passes it to a method or a lambda, or stores
 * it. The final fields that it sets later can be seen unset. Immutable.
 *
 * @param escapes whether some constructor lets {@code this} escape
 * @param exposed the final fields that a constructor sets after that
 * @param own the final fields that a constructor sets after the one of the superclass has run
 */
record EscapingThis(boolean escapes, Set<String> exposed, Set<String> own) {
    private static final String STEPS = Steps.class.getName().replace('.', '/');

    static final EscapingThis NEVER = new EscapingThis(false, Set.of(), Set.of());

    /** Follows {@code this} through a constructor. */
    private static final class Follower extends BasicInterpreter {
        private static final BasicValue THIS = new BasicValue(Type.getObjectType("this"));

        Follower() {
            super(Opcodes.ASM9);
        }

        @Override
        public BasicValue newParameterValue(boolean isReceiver, int local, Type type) {
            return local == 0 ? THIS : super.newParameterValue(isReceiver, local, type);
        }

        @Override
        public BasicValue unaryOperation(AbstractInsnNode instruction, BasicValue value)
                throws AnalyzerException {
            boolean isCast = instruction.getOpcode() == Opcodes.CHECKCAST && value == THIS;
            return isCast ? THIS : super.unaryOperation(instruction, value);
        }

        @Override
        public BasicValue merge(BasicValue one, BasicValue other) {
            return one == THIS || other == THIS ? THIS : super.merge(one, other);
        }
    }

    /** Looks at all constructors of a class. */
    static EscapingThis of(ClassNode type) {
        Set<String> finals = new HashSet<>();
        for (FieldNode field : type.fields) {
            boolean isStatic = (field.access & Opcodes.ACC_STATIC) != 0;
            if (!isStatic && (field.access & Opcodes.ACC_FINAL) != 0) {
                finals.add(field.name);
            }
        }
        boolean escapes = false;
        Set<String> exposed = new HashSet<>();
        Set<String> own = new HashSet<>();
        for (MethodNode method : type.methods) {
            if (method.name.equals("<init>")) {
                escapes |= follow(type, method, finals, exposed, own);
            }
        }
        return new EscapingThis(escapes, exposed, own);
    }

    private static boolean follow(
            ClassNode type,
            MethodNode method,
            Set<String> finals,
            Set<String> exposed,
            Set<String> own) {
        Frame<BasicValue>[] frames;
        try {
            frames = new Analyzer<>(new Follower()).analyze(type.name, method);
        } catch (AnalyzerException e) {
            throw new WeaveException("cannot weave " + type.name + ": " + e.getMessage(), e);
        }
        boolean isMade = false;
        boolean escapes = false;
        for (int i = 0; i < frames.length; i++) {
            AbstractInsnNode instruction = method.instructions.get(i);
            if (frames[i] == null) {
                continue;
            }
            if (instruction instanceof FieldInsnNode field && isSetOnThis(field, frames[i])) {
                boolean isOwn = field.owner.equals(type.name) && finals.contains(field.name);
                if (isOwn && isMade) {
                    own.add(field.name);
                }
                if (isOwn && escapes) {
                    exposed.add(field.name);
                }
            }
            boolean makes =
                    instruction instanceof MethodInsnNode call
                            && call.name.equals("<init>")
                            && operand(frames[i], Type.getArgumentTypes(call.desc).length)
                                    == Follower.THIS;
            isMade |= makes;
            escapes |= !makes && gives(instruction, frames[i]);
        }
        return escapes;
    }

    private static boolean isSetOnThis(FieldInsnNode field, Frame<BasicValue> frame) {
        return field.getOpcode() == Opcodes.PUTFIELD && operand(frame, 1) == Follower.THIS;
    }

    /** Whether an instruction gives {@code this} to somebody else. */
    private static boolean gives(AbstractInsnNode instruction, Frame<BasicValue> frame) {
        if (instruction instanceof MethodInsnNode call) {
            if (call.name.equals("getClass") && call.desc.equals("()Ljava/lang/Class;")) {
                return false; // Final in Object, and reads nothing of this.
            }
            boolean hasReceiver = call.getOpcode() != Opcodes.INVOKESTATIC;
            return isAmong(frame, call.desc, hasReceiver ? 1 : 0);
        }
        if (instruction instanceof InvokeDynamicInsnNode call) {
            return isAmong(frame, call.desc, 0);
        }
        return switch (instruction.getOpcode()) {
            case Opcodes.PUTFIELD, Opcodes.PUTSTATIC, Opcodes.AASTORE ->
                    operand(frame, 0) == Follower.THIS;
            default -> false;
        };
    }

    private static boolean isAmong(Frame<BasicValue> frame, String descriptor, int more) {
        int count = Type.getArgumentTypes(descriptor).length + more;
        for (int i = 0; i < count; i++) {
            if (operand(frame, i) == Follower.THIS) {
                return true;
            }
        }
        return false;
    }

    /** An operand, counted from the top. */
    private static BasicValue operand(Frame<BasicValue> frame, int depth) {
        int place = frame.getStackSize() - 1 - depth;
        return place < 0 ? null : frame.getStack(place);
    }

    /**
     * Lets constructors say when they end, which is when final fields are frozen (JLS 17.5.1), in
     * classes that have a final field through which more can be reached.
     */
    static void tellFreezes(ClassNode type) {
        boolean takesConstants = (type.version & 0xFFFF) >= Opcodes.V1_5;
        if (takesConstants && type.fields.stream().anyMatch(EscapingThis::leadsOn)) {
            for (MethodNode method : type.methods) {
                if (method.name.equals("<init>")) {
                    tellFreeze(type, method);
                }
            }
        }
    }

    private static boolean leadsOn(FieldNode field) {
        int modifiers = field.access & (Opcodes.ACC_STATIC | Opcodes.ACC_FINAL);
        return modifiers == Opcodes.ACC_FINAL
                && Type.getType(field.desc).getSort() >= Type.ARRAY
                && !field.desc.equals("Ljava/lang/String;");
    }

    private static void tellFreeze(ClassNode type, MethodNode constructor) {
        for (AbstractInsnNode instruction : constructor.instructions.toArray()) {
            if (instruction.getOpcode() == Opcodes.RETURN) {
                InsnList code = new InsnList();
                code.add(new VarInsnNode(Opcodes.ALOAD, 0));
                code.add(new LdcInsnNode(Type.getObjectType(type.name)));
                code.add(
                        new MethodInsnNode(
                                Opcodes.INVOKESTATIC,
                                STEPS,
                                "frozen",
                                "(Ljava/lang/Object;Ljava/lang/Class;)V",
                                false));
                constructor.instructions.insertBefore(instruction, code);
            }
        }
        constructor.maxStack += 2;
    }
}
