package signalkit.rules.bytecode;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.Frame;
import org.objectweb.asm.tree.analysis.SourceInterpreter;
import org.objectweb.asm.tree.analysis.SourceValue;

/** Which instructions produce the values that an instruction of the same method consumes. */
public final class Flow {
    /** Stands for "the caller" among the producers: a parameter, or {@code this}. */
    public static final class Parameter extends InsnNode {
        public final int index;
        public final Type type;

        Parameter(int index, Type type) {
            super(Opcodes.NOP);
            this.index = index;
            this.type = type;
        }

        /** Which argument of its method this is, counted from 0; -1 for {@code this}. */
        public int argument(Method method) {
            int slot = method.isStatic() ? 0 : 1;
            Type[] types = method.ref.parameters();
            for (int i = 0; i < types.length; i++) {
                if (slot == index) {
                    return i;
                }
                slot += types[i].getSize();
            }
            return -1;
        }
    }

    /** Stands for "the JVM" among the producers: an exception that has been caught. */
    public static final class Caught extends InsnNode {
        public final String type;

        Caught(String type) {
            super(Opcodes.NOP);
            this.type = type;
        }
    }

    private final MethodNode code;
    private Frame<SourceValue>[] frames;
    private boolean valid = true;

    Flow(Method method) {
        code = method.code();
        try {
            frames = new Analyzer<>(new Producers()).analyze(method.ref.owner(), code);
        } catch (AnalyzerException | RuntimeException | AssertionError invalid) {
            valid = false;
        }
    }

    /** Whether the code keeps the rules of the JVM; if not, nothing of it is reachable. */
    public boolean isValid() {
        return valid;
    }

    public boolean isReachable(AbstractInsnNode insn) {
        return valid && frames[code.instructions.indexOf(insn)] != null;
    }

    /** The producers of the operand {@code depth} places below the top of the stack. */
    public Set<AbstractInsnNode> operand(AbstractInsnNode insn, int depth) {
        Frame<SourceValue> frame = !valid ? null : frames[code.instructions.indexOf(insn)];
        return frame == null || depth >= frame.getStackSize()
                ? Set.of()
                : frame.getStack(frame.getStackSize() - 1 - depth).insns;
    }

    /** The producers of the object that a call is made on; none for a static call. */
    public Set<AbstractInsnNode> receiver(MethodInsnNode call) {
        return call.getOpcode() == Opcodes.INVOKESTATIC
                ? Set.of()
                : operand(call, Type.getArgumentCount(call.desc));
    }

    /** The producers of an argument, counted from 0, of a call or of a call site. */
    public Set<AbstractInsnNode> argument(AbstractInsnNode call, int index) {
        return operand(call, Type.getArgumentCount(descriptor(call)) - 1 - index);
    }

    private static String descriptor(AbstractInsnNode call) {
        return call instanceof InvokeDynamicInsnNode site
                ? site.desc
                : ((MethodInsnNode) call).desc;
    }

    /** The instructions that consume what {@code producer} makes. */
    public List<AbstractInsnNode> consumers(AbstractInsnNode producer) {
        return consumers(producer::equals);
    }

    /** The instructions that consume what any producer of a kind makes. */
    List<AbstractInsnNode> consumers(Predicate<AbstractInsnNode> producer) {
        List<AbstractInsnNode> found = new ArrayList<>();
        for (AbstractInsnNode insn : code.instructions) {
            int operands = consumed(insn);
            for (int depth = 0; depth < operands; depth++) {
                if (operand(insn, depth).stream().anyMatch(producer)) {
                    found.add(insn);
                    break;
                }
            }
        }
        return found;
    }

    /** How many operands an instruction takes that can hold a reference and let it escape. */
    private static int consumed(AbstractInsnNode insn) {
        if (insn instanceof InvokeDynamicInsnNode site) {
            return Type.getArgumentCount(site.desc);
        }
        if (insn instanceof MethodInsnNode call) {
            int receiver = call.getOpcode() == Opcodes.INVOKESTATIC ? 0 : 1;
            return Type.getArgumentCount(call.desc) + receiver;
        }
        return switch (insn.getOpcode()) {
            case Opcodes.PUTFIELD, Opcodes.PUTSTATIC, Opcodes.AASTORE -> 1;
            case Opcodes.ARETURN, Opcodes.ATHROW -> 1;
            default -> 0;
        };
    }

    /** Whether a value depends, through arithmetic too, on what {@code source} describes. */
    public boolean derives(Set<AbstractInsnNode> producers, Predicate<AbstractInsnNode> source) {
        return derives(producers, source, new HashSet<>());
    }

    private boolean derives(
            Set<AbstractInsnNode> producers,
            Predicate<AbstractInsnNode> source,
            Set<AbstractInsnNode> seen) {
        return producers.stream()
                .filter(seen::add)
                .anyMatch(
                        insn ->
                                source.test(insn)
                                        || arithmeticOperands(insn)
                                                .anyMatch(o -> derives(o, source, seen)));
    }

    private Stream<Set<AbstractInsnNode>> arithmeticOperands(AbstractInsnNode insn) {
        int opcode = insn.getOpcode();
        boolean binary = opcode >= Opcodes.IADD && opcode <= Opcodes.LXOR && !isNegation(opcode);
        boolean unary = isNegation(opcode) || (opcode >= Opcodes.I2L && opcode <= Opcodes.I2S);
        if (binary) {
            return Stream.of(operand(insn, 0), operand(insn, 1));
        }
        return unary ? Stream.of(operand(insn, 0)) : Stream.empty();
    }

    private static boolean isNegation(int opcode) {
        return opcode >= Opcodes.INEG && opcode <= Opcodes.DNEG;
    }

    /** Passes values through copies and casts unchanged, so that the true producer is seen. */
    private static final class Producers extends SourceInterpreter {
        /** One each: the analysis ends when it finds nothing new. */
        private final Map<TryCatchBlockNode, SourceValue> caught = new HashMap<>();

        Producers() {
            super(Opcodes.ASM9);
        }

        @Override
        public SourceValue newParameterValue(boolean instance, int local, Type type) {
            return new SourceValue(type.getSize(), new Parameter(local, type));
        }

        @Override
        public SourceValue newExceptionValue(
                TryCatchBlockNode handler, Frame<SourceValue> frame, Type type) {
            return caught.computeIfAbsent(handler, h -> new SourceValue(1, new Caught(h.type)));
        }

        @Override
        public SourceValue copyOperation(AbstractInsnNode insn, SourceValue value) {
            return value;
        }

        @Override
        public SourceValue unaryOperation(AbstractInsnNode insn, SourceValue value) {
            return insn.getOpcode() == Opcodes.CHECKCAST || insn.getOpcode() == Opcodes.IINC
                    ? value
                    : super.unaryOperation(insn, value);
        }
    }
}
