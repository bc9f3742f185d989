package signalkit.weaver;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/** Takes from a class what is another number in each run: hash codes by identity, and random. */
final class Repeatable {
    private static final String STEPS = Steps.class.getName().replace('.', '/');
    private static final String HASH = "(Ljava/lang/Object;)I";

    private Repeatable() {}

    static void make(ClassNode type) {
        for (MethodNode method : type.methods) {
            for (AbstractInsnNode instruction : method.instructions) {
                if (instruction instanceof MethodInsnNode call) {
                    redirect(method, call);
                }
            }
        }
        boolean isRoot =
                "java/lang/Object".equals(type.superName)
                        && (type.access & Opcodes.ACC_INTERFACE) == 0;
        boolean hasHash =
                type.methods.stream()
                        .anyMatch(each -> each.name.equals("hashCode") && each.desc.equals("()I"));
        if (isRoot && !hasHash) {
            type.methods.add(hashCodeMethod());
        }
    }

    private static void redirect(MethodNode method, MethodInsnNode call) {
        if (call.owner.equals("java/lang/System") && call.name.equals("identityHashCode")) {
            call.owner = STEPS;
            call.name = "askedIdentityHashCode";
        } else if (call.owner.equals("java/lang/Math") && call.name.equals("random")) {
            call.owner = STEPS;
        } else if (call.owner.equals("java/util/Random")
                && call.name.equals("<init>")
                && call.desc.equals("()V")) {
            method.instructions.insertBefore(
                    call, new MethodInsnNode(Opcodes.INVOKESTATIC, STEPS, "seed", "()J", false));
            call.desc = "(J)V";
            method.maxStack += 2;
        }
    }

    private static MethodNode hashCodeMethod() {
        int access = Opcodes.ACC_PUBLIC | Opcodes.ACC_SYNTHETIC;
        MethodNode method = new MethodNode(access, "hashCode", "()I", null, null);
        method.instructions.add(new VarInsnNode(Opcodes.ALOAD, 0));
        method.instructions.add(
                new MethodInsnNode(Opcodes.INVOKESTATIC, STEPS, "identityHashCode", HASH, false));
        method.instructions.add(new InsnNode(Opcodes.IRETURN));
        method.maxLocals = 1;
        method.maxStack = 1;
        return method;
    }
}
