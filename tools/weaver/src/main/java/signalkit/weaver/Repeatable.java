package signalkit.weaver;

import java.util.Set;
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

    /** Their hash codes are what they hold. */
    private static final Set<String> VALUES =
            Set.of(
                    "java/lang/Boolean",
                    "java/lang/Character",
                    "java/lang/Double",
                    "java/lang/Integer",
                    "java/lang/Long",
                    "java/lang/String");

    private Repeatable() {}

    /** Changes a class; one of the program has to say where it asks for a hash code itself. */
    static void make(ClassNode type, boolean isPrograms) {
        for (MethodNode method : type.methods) {
            // A hash code made of others asks for none: who calls the method does.
            boolean asks = isPrograms && !method.name.equals("hashCode");
            for (AbstractInsnNode instruction : method.instructions) {
                if (instruction instanceof MethodInsnNode call) {
                    redirect(method, call);
                    correctHash(method, call, asks);
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
        } else if (call.getOpcode() == Opcodes.INVOKESPECIAL
                && call.owner.equals("java/lang/Object")
                && call.name.equals("hashCode")) {
            call.setOpcode(Opcodes.INVOKESTATIC);
            call.owner = STEPS;
            call.name = "askedIdentityHashCode";
            call.desc = HASH;
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

    /** A call of {@code hashCode} says afterwards whose it was, and which number came of it. */
    private static void correctHash(MethodNode method, MethodInsnNode call, boolean asks) {
        boolean isVirtual =
                call.getOpcode() == Opcodes.INVOKEVIRTUAL
                        || call.getOpcode() == Opcodes.INVOKEINTERFACE;
        if (isVirtual
                && call.name.equals("hashCode")
                && call.desc.equals("()I")
                && !VALUES.contains(call.owner)) {
            String name = asks ? "askedHashCode" : "hashCode";
            method.instructions.insertBefore(call, new InsnNode(Opcodes.DUP));
            method.instructions.insert(
                    call,
                    new MethodInsnNode(
                            Opcodes.INVOKESTATIC, STEPS, name, "(Ljava/lang/Object;I)I", false));
            method.maxStack++;
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
