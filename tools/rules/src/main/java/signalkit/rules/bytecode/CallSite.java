package signalkit.rules.bytecode;

import org.objectweb.asm.Handle;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;

/** What an {@code invokedynamic} instruction stands for in the source. */
public enum CallSite {
    LAMBDA("java/lang/invoke/LambdaMetafactory"),
    CONCATENATION("java/lang/invoke/StringConcatFactory"),
    RECORD_METHOD("java/lang/runtime/ObjectMethods"),
    PATTERN_SWITCH("java/lang/runtime/SwitchBootstraps"),
    UNKNOWN("");

    /** Where the site gets its target, once, on the first use. */
    private final String factory;

    CallSite(String factory) {
        this.factory = factory;
    }

    public static CallSite of(InvokeDynamicInsnNode insn) {
        for (CallSite kind : values()) {
            if (insn.bsm.getOwner().equals(kind.factory)) {
                return kind;
            }
        }
        return UNKNOWN;
    }

    public static boolean isLambda(Handle bootstrap) {
        return bootstrap.getOwner().equals(LAMBDA.factory);
    }

    /** The method that a lambda or method reference runs. */
    public static Handle body(InvokeDynamicInsnNode lambda) {
        return (Handle) lambda.bsmArgs[1];
    }

    /** The interface method that a lambda implements. */
    public static MethodRef functionalMethod(InvokeDynamicInsnNode lambda) {
        String type = Type.getReturnType(lambda.desc).getInternalName();
        return new MethodRef(type, lambda.name, ((Type) lambda.bsmArgs[0]).getDescriptor());
    }

    /** Whether each evaluation makes a new object, since the lambda captures something. */
    public static boolean captures(InvokeDynamicInsnNode lambda) {
        return Type.getArgumentCount(lambda.desc) > 0;
    }
}
