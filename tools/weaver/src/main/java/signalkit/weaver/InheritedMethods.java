package signalkit.weaver;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.HashSet;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Lets a class override each method that it inherits from a collection, stream or format of the
 * JDK, to call it: whoever calls the object comes to a point then, whatever the class is called by.
 */
final class InheritedMethods {
    private final ClassNode type;
    private final Set<String> own = new HashSet<>();

    private InheritedMethods(ClassNode type) {
        this.type = type;
        for (MethodNode method : type.methods) {
            own.add(method.name + method.desc);
        }
    }

    /** Adds the methods, if any. */
    static void open(ClassNode type) {
        String parent = type.superName == null ? "" : type.superName.replace('/', '.');
        boolean hasState =
                parent.startsWith("java.util.")
                        || parent.startsWith("java.io.")
                        || parent.startsWith("java.text.");
        if (!hasState || parent.startsWith("java.util.concurrent.") || !JdkClasses.has(parent)) {
            return;
        }
        try {
            new InheritedMethods(type).add(Class.forName(parent, false, null));
        } catch (ClassNotFoundException e) {
            throw new WeaveException(type.name + " extends what is not in this JDK: " + parent, e);
        }
    }

    private void add(Class<?> parent) {
        for (Class<?> each = parent; each != Object.class; each = each.getSuperclass()) {
            for (Method method : each.getDeclaredMethods()) {
                add(method);
            }
        }
        for (Method method : parent.getMethods()) {
            if (method.getDeclaringClass() != Object.class) {
                add(method);
            }
        }
    }

    private void add(Method method) {
        int modifiers = method.getModifiers();
        boolean isOverridable =
                (modifiers & (Modifier.PUBLIC | Modifier.PROTECTED)) != 0
                        && (modifiers & (Modifier.FINAL | Modifier.STATIC | Modifier.ABSTRACT))
                                == 0;
        String descriptor = Type.getMethodDescriptor(method);
        if (isOverridable && !method.isSynthetic() && own.add(method.getName() + descriptor)) {
            type.methods.add(override(method, descriptor));
        }
    }

    private MethodNode override(Method method, String descriptor) {
        int access = method.getModifiers() & (Modifier.PUBLIC | Modifier.PROTECTED);
        MethodNode node =
                new MethodNode(
                        access | Opcodes.ACC_SYNTHETIC, method.getName(), descriptor, null, null);
        InsnList code = node.instructions;
        code.add(new VarInsnNode(Opcodes.ALOAD, 0));
        int local = 1;
        for (Type argument : Type.getArgumentTypes(descriptor)) {
            code.add(new VarInsnNode(argument.getOpcode(Opcodes.ILOAD), local));
            local += argument.getSize();
        }
        code.add(
                new MethodInsnNode(
                        Opcodes.INVOKESPECIAL,
                        type.superName,
                        method.getName(),
                        descriptor,
                        false));
        Type result = Type.getReturnType(descriptor);
        code.add(new InsnNode(result.getOpcode(Opcodes.IRETURN)));
        node.maxLocals = local;
        node.maxStack = Math.max(local, result.getSize());
        return node;
    }
}
