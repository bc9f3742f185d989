package signalkit.lessons.jvmsignals;

import java.util.HashMap;
import java.util.Map;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import signalkit.course.check.Compilation;

/** Makes a program that tells {@link SceneProbe} what it does, and that a scene can start. */
final class SceneProgram {
    private static final String PROBE = Type.getInternalName(SceneProbe.class);
    private static final String STARTED = "lesson.Started";
    private static final String SAVE = "save";
    private static final String PRINT_STREAM = "java/io/PrintStream";
    private static final String TEXT = "(Ljava/lang/String;)V";

    private SceneProgram() {}

    /** The same classes with calls of the probe, and one that is a {@link JvmProgram}. */
    static Compilation of(Compilation compiled) {
        Map<String, byte[]> files = new HashMap<>();
        compiled.classFiles().forEach((name, file) -> files.put(name, probed(file)));
        files.put(STARTED, started());
        return new Compilation(files);
    }

    private static byte[] probed(byte[] file) {
        ClassReader reader = new ClassReader(file);
        ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
        reader.accept(
                new ClassVisitor(Opcodes.ASM9, writer) {
                    @Override
                    public MethodVisitor visitMethod(
                            int access, String name, String type, String generic, String[] thrown) {
                        MethodVisitor code = super.visitMethod(access, name, type, generic, thrown);
                        boolean isSave = name.equals(SAVE) && type.startsWith("()");
                        return new Probed(code, isSave);
                    }
                },
                0);
        return writer.toByteArray();
    }

    /** {@code public class Started implements JvmProgram}, which calls the main method. */
    private static byte[] started() {
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        writer.visit(
                Opcodes.V17,
                Opcodes.ACC_PUBLIC,
                STARTED.replace('.', '/'),
                null,
                "java/lang/Object",
                new String[] {Type.getInternalName(JvmProgram.class)});
        MethodVisitor made = writer.visitMethod(Opcodes.ACC_PUBLIC, "<init>", "()V", null, null);
        made.visitCode();
        made.visitVarInsn(Opcodes.ALOAD, 0);
        made.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
        made.visitInsn(Opcodes.RETURN);
        made.visitMaxs(0, 0);
        made.visitEnd();
        MethodVisitor start = writer.visitMethod(Opcodes.ACC_PUBLIC, "start", "()V", null, null);
        start.visitCode();
        start.visitInsn(Opcodes.ICONST_0);
        start.visitTypeInsn(Opcodes.ANEWARRAY, "java/lang/String");
        start.visitMethodInsn(
                Opcodes.INVOKESTATIC,
                JvmStopCheck.MAIN.replace('.', '/'),
                "main",
                "([Ljava/lang/String;)V",
                false);
        start.visitInsn(Opcodes.RETURN);
        start.visitMaxs(0, 0);
        start.visitEnd();
        writer.visitEnd();
        return writer.toByteArray();
    }

    /** Tells the probe when save begins and ends, and what is printed. */
    private static final class Probed extends MethodVisitor {
        private final boolean isSave;

        Probed(MethodVisitor code, boolean isSave) {
            super(Opcodes.ASM9, code);
            this.isSave = isSave;
        }

        @Override
        public void visitCode() {
            super.visitCode();
            if (isSave) {
                probe("begin", "()V");
            }
        }

        @Override
        public void visitInsn(int opcode) {
            if (isSave && opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN) {
                probe("end", "()V");
            }
            super.visitInsn(opcode);
        }

        @Override
        public void visitMethodInsn(
                int opcode, String owner, String name, String type, boolean isInterface) {
            if (owner.equals(PRINT_STREAM) && name.equals("println") && type.equals(TEXT)) {
                probe(name, "(L" + PRINT_STREAM + ";Ljava/lang/String;)V");
            } else {
                super.visitMethodInsn(opcode, owner, name, type, isInterface);
            }
        }

        private void probe(String method, String type) {
            mv.visitMethodInsn(Opcodes.INVOKESTATIC, PROBE, method, type, false);
        }
    }
}
