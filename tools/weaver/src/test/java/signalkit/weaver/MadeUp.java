package signalkit.weaver;

import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Class files that no compiler would write. */
final class MadeUp {
    private MadeUp() {}

    /** A method that reads and writes a field so many times, inside one loop of two rounds. */
    static byte[] longMethod(int steps) {
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_FRAMES | ClassWriter.COMPUTE_MAXS);
        writer.visit(
                Opcodes.V17, Opcodes.ACC_PUBLIC, "made/up/Long", null, "java/lang/Object", null);
        writer.visitField(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, "sum", "I", null, null);
        MethodVisitor code =
                writer.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, "m", "()V", null, null);
        Label again = new Label();
        code.visitCode();
        code.visitInsn(Opcodes.ICONST_2);
        code.visitVarInsn(Opcodes.ISTORE, 0);
        code.visitLabel(again);
        for (int i = 0; i < steps; i++) {
            code.visitFieldInsn(Opcodes.GETSTATIC, "made/up/Long", "sum", "I");
            code.visitInsn(Opcodes.ICONST_1);
            code.visitInsn(Opcodes.IADD);
            code.visitFieldInsn(Opcodes.PUTSTATIC, "made/up/Long", "sum", "I");
        }
        code.visitIincInsn(0, -1);
        code.visitVarInsn(Opcodes.ILOAD, 0);
        code.visitJumpInsn(Opcodes.IFGT, again);
        code.visitInsn(Opcodes.RETURN);
        code.visitMaxs(0, 0);
        code.visitEnd();
        writer.visitEnd();
        return writer.toByteArray();
    }

    /** A class of the oldest compilers, whose version has a minor part, with a lock to take. */
    static byte[] oldSynchronized() {
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        writer.visit(
                Opcodes.V1_1, Opcodes.ACC_PUBLIC, "made/up/Old", null, "java/lang/Object", null);
        writer.visitField(Opcodes.ACC_PUBLIC, "sum", "I", null, null);
        MethodVisitor make = writer.visitMethod(Opcodes.ACC_PUBLIC, "<init>", "()V", null, null);
        make.visitCode();
        make.visitVarInsn(Opcodes.ALOAD, 0);
        make.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
        make.visitInsn(Opcodes.RETURN);
        make.visitMaxs(0, 0);
        make.visitEnd();
        MethodVisitor code =
                writer.visitMethod(
                        Opcodes.ACC_PUBLIC | Opcodes.ACC_SYNCHRONIZED, "m", "()V", null, null);
        code.visitCode();
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitInsn(Opcodes.ICONST_1);
        code.visitFieldInsn(Opcodes.PUTFIELD, "made/up/Old", "sum", "I");
        code.visitInsn(Opcodes.RETURN);
        code.visitMaxs(0, 0);
        code.visitEnd();
        writer.visitEnd();
        return writer.toByteArray();
    }
}
