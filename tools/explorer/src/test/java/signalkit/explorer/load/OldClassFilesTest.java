package signalkit.explorer.load;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import signalkit.explorer.Explored;
import signalkit.explorer.Explorer;
import signalkit.explorer.Result;
import signalkit.explorer.ScenarioCode;

/** Class files of compilers before Java 5, which know no class constants. */
class OldClassFilesTest {
    private static final int STATIC = Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC;

    /** Its initialiser sets a number to 10; its main makes it 11, or throws. */
    private static byte[] program() {
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        int access = Opcodes.ACC_PUBLIC | Opcodes.ACC_SUPER;
        writer.visit(Opcodes.V1_4, access, "Old", null, "java/lang/Object", null);
        writer.visitField(STATIC, "number", "I", null, null);
        MethodVisitor initialiser = writer.visitMethod(STATIC, "<clinit>", "()V", null, null);
        initialiser.visitCode();
        add(initialiser, 10);
        initialiser.visitInsn(Opcodes.RETURN);
        initialiser.visitMaxs(0, 0);
        String arguments = "([Ljava/lang/String;)V";
        MethodVisitor main =
                writer.visitMethod(
                        STATIC | Opcodes.ACC_SYNCHRONIZED, "main", arguments, null, null);
        Label isRight = new Label();
        main.visitCode();
        add(main, 1);
        main.visitFieldInsn(Opcodes.GETSTATIC, "Old", "number", "I");
        main.visitIntInsn(Opcodes.BIPUSH, 11);
        main.visitJumpInsn(Opcodes.IF_ICMPEQ, isRight);
        main.visitTypeInsn(Opcodes.NEW, "java/lang/IllegalStateException");
        main.visitInsn(Opcodes.DUP);
        main.visitMethodInsn(
                Opcodes.INVOKESPECIAL, "java/lang/IllegalStateException", "<init>", "()V", false);
        main.visitInsn(Opcodes.ATHROW);
        main.visitLabel(isRight);
        main.visitInsn(Opcodes.RETURN);
        main.visitMaxs(0, 0);
        writer.visitEnd();
        return writer.toByteArray();
    }

    private static void add(MethodVisitor code, int number) {
        code.visitFieldInsn(Opcodes.GETSTATIC, "Old", "number", "I");
        code.visitIntInsn(Opcodes.BIPUSH, number);
        code.visitInsn(Opcodes.IADD);
        code.visitFieldInsn(Opcodes.PUTSTATIC, "Old", "number", "I");
    }

    @Test
    void static_fields_are_set_back_for_each_run() {
        ScenarioCode code =
                new ScenarioCode("Old", getClass().getClassLoader(), Map.of("Old", program()));

        Result result = Explorer.explore(code, Explored.BOUNDS);

        assertTrue(result.isProof(), result::toString);
    }
}
