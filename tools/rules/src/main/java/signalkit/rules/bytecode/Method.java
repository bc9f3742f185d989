package signalkit.rules.bytecode;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodNode;

/** A method of an imported class; its code is read from the class file when first asked for. */
public final class Method {
    /** What javac calls the body of a lambda; {@code new} and {@code static} are initialisers. */
    private static final Pattern LAMBDA = Pattern.compile("lambda\\$(.+?)\\$(?:.*\\$)?(\\d+)");

    /** A getter has some eight instructions, labels and lines among them. */
    private static final int GETTER = 12;

    public final ClassFile owner;
    public final MethodRef ref;
    public final int access;
    public final boolean handlerContext;

    /** The reason given by {@code @AsyncSignalSafe} on the method or on its class. */
    public final Optional<String> asyncSignalSafe;

    private String text;

    Method(
            ClassFile owner,
            MethodRef ref,
            int access,
            boolean handlerContext,
            Optional<String> safe) {
        this.owner = owner;
        this.ref = ref;
        this.access = access;
        this.handlerContext = handlerContext;
        this.asyncSignalSafe = safe;
    }

    public boolean is(int flag) {
        return (access & flag) != 0;
    }

    public boolean isStatic() {
        return is(Opcodes.ACC_STATIC);
    }

    public boolean hasCode() {
        return !is(Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE) && !owner.isUnreadable();
    }

    public boolean isBridge() {
        return is(Opcodes.ACC_BRIDGE);
    }

    /** Whether this is a constructor or a static initialiser. */
    public boolean initialises() {
        return ref.name().startsWith("<");
    }

    public MethodNode code() {
        return owner.code(ref);
    }

    /** Whether it is too long to be a getter. */
    boolean isLong() {
        return code().instructions.size() > GETTER;
    }

    public int firstLine() {
        if (hasCode()) {
            for (AbstractInsnNode insn : code().instructions) {
                if (insn instanceof LineNumberNode line) {
                    return line.line;
                }
            }
        }
        return 0;
    }

    /** The line of an instruction; 0 when the class was compiled without line numbers. */
    public static int line(AbstractInsnNode insn) {
        for (AbstractInsnNode i = insn; i != null; i = i.getPrevious()) {
            if (i instanceof LineNumberNode line) {
                return line.line;
            }
        }
        return 0;
    }

    /** Where a lambda's body was written, else the method itself; free of line numbers. */
    @Override
    public String toString() {
        if (text == null) {
            text = describe();
        }
        return text;
    }

    private String describe() {
        Matcher lambda = LAMBDA.matcher(ref.name());
        if (!is(Opcodes.ACC_SYNTHETIC) || !lambda.matches()) {
            return ref.toString();
        }
        String place = lambda.group(1);
        List<Method> siblings = owner.lambdasIn(place);
        String number = siblings.size() == 1 ? "" : " " + (siblings.indexOf(this) + 1);
        return "lambda" + number + " in " + owner + "." + place;
    }

    /** The number that the compiler gave a lambda's body of the method {@code place}, else -1. */
    public int lambdaNumber(String place) {
        Matcher lambda = LAMBDA.matcher(ref.name());
        return lambda.matches() && lambda.group(1).equals(place)
                ? Integer.parseInt(lambda.group(2))
                : -1;
    }
}
