package signalkit.weaver;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/** Lets constructors say when they end, which is when final fields are frozen (JLS 17.5.1). */
final class Freezes {
    private static final String STEPS = Steps.class.getName().replace('.', '/');

    private Freezes() {}

    /** Changes a class that has a final field through which more can be reached. */
    static void tell(ClassNode type) {
        boolean takesConstants = (type.version & 0xFFFF) >= Opcodes.V1_5;
        if (takesConstants && type.fields.stream().anyMatch(Freezes::leadsOn)) {
            for (MethodNode method : type.methods) {
                if (method.name.equals("<init>")) {
                    tell(type, method);
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

    private static void tell(ClassNode type, MethodNode constructor) {
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
