package signalkit.rules;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.TypeInsnNode;
import signalkit.rules.bytecode.ClassFile;
import signalkit.rules.bytecode.Flow;
import signalkit.rules.bytecode.Method;
import signalkit.rules.bytecode.Origin;
import signalkit.rules.bytecode.Origins;
import signalkit.rules.bytecode.Program;

/** Finds the exceptions that a method throws, and those that it counts on. */
final class Exceptions {
    /** Exceptions that the JVM or a harmless method of it makes; who catches one counts on it. */
    private static final Set<String> IMPLICIT =
            Set.of(
                    "java/lang/ArithmeticException",
                    "java/lang/ArrayIndexOutOfBoundsException",
                    "java/lang/ArrayStoreException",
                    "java/lang/ClassCastException",
                    "java/lang/IndexOutOfBoundsException",
                    "java/lang/NegativeArraySizeException",
                    "java/lang/NullPointerException",
                    "java/lang/NumberFormatException");

    /** What the compiler throws where no program can come. */
    private static final Set<String> SYNTHETIC =
            Set.of("java/lang/MatchException", "java/lang/IncompatibleClassChangeError");

    static final String FILLS_STACK_TRACE =
            "every exception is made by Throwable.fillInStackTrace, which is synchronized";

    private final Program program;
    private final Origins origins;
    private final Method method;
    private final Flow flow;

    Exceptions(Program program, Origins origins, Method method) {
        this.program = program;
        this.origins = origins;
        this.method = method;
        this.flow = origins.flow(method);
    }

    /** What runs only when an assertion fails, or in a switch for a case that cannot be. */
    Set<AbstractInsnNode> failures() {
        Set<AbstractInsnNode> failures = new HashSet<>();
        AbstractInsnNode assertionEnds = null;
        boolean failing = false;
        for (AbstractInsnNode insn : method.code().instructions) {
            if (isAssertion(insn)) {
                assertionEnds = ((JumpInsnNode) insn.getNext()).label;
            } else if (insn == assertionEnds) {
                assertionEnds = null;
            }
            if (insn.getOpcode() == Opcodes.NEW) {
                String type = ((TypeInsnNode) insn).desc;
                failing |= assertionEnds != null && type.equals("java/lang/AssertionError");
                failing |= SYNTHETIC.contains(type);
            }
            if (failing) {
                failures.add(insn);
            }
            failing &= insn.getOpcode() != Opcodes.ATHROW;
        }
        return failures;
    }

    /** It begins with a jump to its end, taken when assertions are off. */
    private static boolean isAssertion(AbstractInsnNode insn) {
        return insn instanceof FieldInsnNode field
                && field.name.equals("$assertionsDisabled")
                && insn.getNext() instanceof JumpInsnNode;
    }

    /** What a {@code throw} costs. */
    List<CodeEffect> of(AbstractInsnNode insn, int line) {
        List<CodeEffect> effects = new ArrayList<>();
        for (AbstractInsnNode producer : flow.operand(insn, 0)) {
            // Cleaned up, by finally or a resource's close: what it is, is said where it was
            // made.
            if (!isCaughtWhatever(producer) && !isCheap(producer, insn)) {
                Set<Origin> types = origins.of(method, Set.of(producer));
                String type =
                        types.size() == 1
                                ? types.iterator().next().knownType()
                                : "java/lang/Throwable";
                String name = Type.getObjectType(type).getClassName();
                effects.add(
                        new CodeEffect.Hazard(
                                line, Kind.THROW, "throw " + name, FILLS_STACK_TRACE));
            }
        }
        return effects;
    }

    /** It was made before or has no stack trace, and the method itself catches it. */
    private boolean isCheap(AbstractInsnNode producer, AbstractInsnNode insn) {
        String type =
                producer instanceof FieldInsnNode field
                        ? Type.getType(field.desc).getInternalName()
                        : producer instanceof TypeInsnNode made && isStackless(made.desc)
                                ? made.desc
                                : null;
        return type != null
                && method.code().tryCatchBlocks.stream()
                        .filter(block -> covers(block, insn))
                        .anyMatch(b -> b.type == null || program.isA(type, b.type));
    }

    private boolean covers(TryCatchBlockNode block, AbstractInsnNode insn) {
        var insns = method.code().instructions;
        int at = insns.indexOf(insn);
        return insns.indexOf(block.start) <= at && at < insns.indexOf(block.end);
    }

    private static boolean isCaughtWhatever(AbstractInsnNode producer) {
        return producer instanceof Flow.Caught caught
                && (caught.type == null || caught.type.equals("java/lang/Throwable"));
    }

    /** What try-with-resources does when the body has failed and the close fails, too. */
    boolean isOfFailedResource(MethodInsnNode call) {
        return call.name.equals("addSuppressed")
                && flow.receiver(call).stream().allMatch(Exceptions::isCaughtWhatever);
    }

    /** Exceptions of the JVM's that the method catches. */
    List<CodeEffect> caught() {
        List<CodeEffect> effects = new ArrayList<>();
        for (TryCatchBlockNode block : method.code().tryCatchBlocks) {
            if (block.type != null && IMPLICIT.contains(block.type)) {
                effects.add(
                        new CodeEffect.Hazard(
                                lineAfter(block),
                                Kind.THROW,
                                "catch " + Type.getObjectType(block.type).getClassName(),
                                "it counts on an exception of the JVM's: " + FILLS_STACK_TRACE));
            }
        }
        return effects;
    }

    private static int lineAfter(TryCatchBlockNode block) {
        AbstractInsnNode first = block.handler;
        while (first.getOpcode() < 0 && first.getNext() != null) {
            first = first.getNext();
        }
        return Method.line(first);
    }

    /** Whether an exception of this type does not record the stack. */
    boolean isStackless(String type) {
        for (ClassFile file : program.imported(type)) {
            for (Method each : file.methods.values()) {
                if (each.ref.name().equals("fillInStackTrace")
                        && each.ref.parameters().length == 0) {
                    return true;
                }
            }
        }
        return false;
    }
}
