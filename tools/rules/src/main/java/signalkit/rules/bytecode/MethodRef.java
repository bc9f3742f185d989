package signalkit.rules.bytecode;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.MethodInsnNode;

/** Names a method as byte code does: owner's internal name, method name, descriptor. */
public record MethodRef(String owner, String name, String descriptor) {

    public static MethodRef of(MethodInsnNode call) {
        return new MethodRef(call.owner, call.name, call.desc);
    }

    public static MethodRef of(Handle handle) {
        return new MethodRef(handle.getOwner(), handle.getName(), handle.getDesc());
    }

    /** The same with names that all classes share. */
    MethodRef interned() {
        return new MethodRef(owner.intern(), name.intern(), descriptor.intern());
    }

    public MethodRef in(String otherOwner) {
        return new MethodRef(otherOwner, name, descriptor);
    }

    public boolean isConstructor() {
        return name.equals("<init>");
    }

    public Type[] parameters() {
        return Type.getArgumentTypes(descriptor);
    }

    public String className() {
        return Type.getObjectType(owner).getClassName();
    }

    /**
     * The key of this method in the table of leaves: {@code java.util.HashMap.put(Object,Object)}.
     */
    public String key() {
        return className() + "." + name + "(" + parameterNames(",") + ")";
    }

    /** How a person reads it: {@code java.util.HashMap.put(Object, Object)}. */
    @Override
    public String toString() {
        String parameters = "(" + parameterNames(", ") + ")";
        if (isConstructor()) {
            return "new " + className() + parameters;
        }
        if (name.equals("<clinit>")) {
            return "static initialiser of " + className();
        }
        return className() + "." + name + parameters;
    }

    private String parameterNames(String separator) {
        return Arrays.stream(parameters())
                .map(MethodRef::simpleName)
                .collect(Collectors.joining(separator));
    }

    public static String simpleName(Type type) {
        String name = type.getClassName();
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
