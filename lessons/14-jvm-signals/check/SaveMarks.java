package signalkit.lessons.jvmsignals;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import signalkit.course.check.Compilation;

/**
 * Makes the method {@code save()} of a program print when it begins and when it has ended, in words
 * that the program cannot know, so that a line {@code saved} is not taken for it. Immutable.
 */
final class SaveMarks {
    private static final String METHOD = "save";
    private static final String NO_PARAMETERS = "()";

    private final String begin = "save begins " + UUID.randomUUID();
    private final String end = "save has ended " + UUID.randomUUID();

    /** The same classes; their line numbers stay. */
    Compilation in(Compilation compiled) {
        Map<String, byte[]> marked = new HashMap<>();
        compiled.classFiles().forEach((name, file) -> marked.put(name, marked(file)));
        return new Compilation(marked);
    }

    /** The number of times save began. */
    long begun(List<String> output) {
        return output.stream().filter(begin::equals).count();
    }

    /** The number of times save returned, and did not throw. */
    long ended(List<String> output) {
        return output.stream().filter(end::equals).count();
    }

    /** What the program has written itself. */
    List<String> without(List<String> output) {
        return output.stream().filter(line -> !line.equals(begin) && !line.equals(end)).toList();
    }

    private byte[] marked(byte[] file) {
        ClassReader reader = new ClassReader(file);
        ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
        reader.accept(
                new ClassVisitor(Opcodes.ASM9, writer) {
                    @Override
                    public MethodVisitor visitMethod(
                            int access, String name, String type, String generic, String[] thrown) {
                        MethodVisitor code = super.visitMethod(access, name, type, generic, thrown);
                        boolean isSave = name.equals(METHOD) && type.startsWith(NO_PARAMETERS);
                        return isSave ? new Marked(code) : code;
                    }
                },
                0);
        return writer.toByteArray();
    }

    private final class Marked extends MethodVisitor {
        Marked(MethodVisitor code) {
            super(Opcodes.ASM9, code);
        }

        @Override
        public void visitCode() {
            super.visitCode();
            print(begin);
        }

        @Override
        public void visitInsn(int opcode) {
            if (opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN) {
                print(end);
            }
            super.visitInsn(opcode);
        }

        private void print(String line) {
            visitFieldInsn(Opcodes.GETSTATIC, "java/lang/System", "out", "Ljava/io/PrintStream;");
            visitLdcInsn(line);
            visitMethodInsn(
                    Opcodes.INVOKEVIRTUAL,
                    "java/io/PrintStream",
                    "println",
                    "(Ljava/lang/String;)V",
                    false);
        }
    }
}
