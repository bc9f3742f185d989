package signalkit.rules.meter;

import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Tells which classes of the JDK were initialised before a program started.
 *
 * <p>The program uses as little of the JDK as it can, since what it uses gets initialised.
 */
final class InitialisedClasses {
    private static final String ASKER = "signalkit/rules/meter/Asker";
    private static final String UNSAFE = "jdk/internal/misc/Unsafe";

    private InitialisedClasses() {}

    /** Asks about each class that a file names, a line each, and leaves those that were. */
    public static void main(String[] arguments) throws Exception {
        String names;
        try (FileInputStream in = new FileInputStream(arguments[0])) {
            names = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
        Probe asker = (Probe) Class.forName(ASKER.replace('/', '.')).getConstructor().newInstance();
        StringBuilder initialised = new StringBuilder();
        Object[] question = new Object[1];
        for (int start = 0; start < names.length(); ) {
            int end = names.indexOf('\n', start);
            String name = names.substring(start, end);
            question[0] = Class.forName(name.replace('/', '.'), false, null);
            asker.call(question);
            if (question[0] != null) {
                initialised.append(name).append('\n');
            }
            start = end + 1;
        }
        try (OutputStream out = new FileOutputStream(arguments[0])) {
            out.write(initialised.toString().getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    /** Starts a JVM for it; {@code names} are internal names. */
    static Set<String> of(List<String> names) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("initialised");
        Path asker = Files.createDirectories(folder.resolve("signalkit/rules/meter"));
        Files.write(asker.resolve("Asker.class"), asker());
        Path list = Files.writeString(folder.resolve("names"), String.join("\n", names) + "\n");
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--add-exports=java.base/jdk.internal.misc=ALL-UNNAMED",
                                "-cp",
                                folder + java.io.File.pathSeparator + LeafLab.classPath(),
                                InitialisedClasses.class.getName(),
                                list.toString())
                        .inheritIO()
                        .start();
        if (process.waitFor() != 0) {
            throw new IOException("exit " + process.exitValue());
        }
        return Files.readAllLines(list).stream().collect(Collectors.toSet());
    }

    /** A class that calls what javac hides: it replaces a class that is not initialised by null. */
    private static byte[] asker() {
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_FRAMES);
        String[] probe = {Probe.class.getName().replace('.', '/')};
        writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, ASKER, null, "java/lang/Object", probe);
        Probes.constructor(writer);
        MethodVisitor code =
                writer.visitMethod(
                        Opcodes.ACC_PUBLIC, "call", "([Ljava/lang/Object;)V", null, null);
        Label end = new Label();
        code.visitCode();
        code.visitMethodInsn(
                Opcodes.INVOKESTATIC, UNSAFE, "getUnsafe", "()L" + UNSAFE + ";", false);
        code.visitVarInsn(Opcodes.ALOAD, 1);
        code.visitInsn(Opcodes.ICONST_0);
        code.visitInsn(Opcodes.AALOAD);
        code.visitTypeInsn(Opcodes.CHECKCAST, "java/lang/Class");
        code.visitMethodInsn(
                Opcodes.INVOKEVIRTUAL,
                UNSAFE,
                "shouldBeInitialized",
                "(Ljava/lang/Class;)Z",
                false);
        code.visitJumpInsn(Opcodes.IFEQ, end);
        code.visitVarInsn(Opcodes.ALOAD, 1);
        code.visitInsn(Opcodes.ICONST_0);
        code.visitInsn(Opcodes.ACONST_NULL);
        code.visitInsn(Opcodes.AASTORE);
        code.visitLabel(end);
        code.visitInsn(Opcodes.RETURN);
        code.visitMaxs(0, 0);
        code.visitEnd();
        writer.visitEnd();
        return writer.toByteArray();
    }
}
