package signalkit.rules.meter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** The class files of the running JDK's base module, as a program in its own right. */
public final class JdkClasses {
    private static final int VISIBLE = Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED;

    private static final String MAKER = "Maker";

    private JdkClasses() {}

    /**
     * All of them, in a fixed order, and code that makes an object of each class that a program can
     * make: without it only what the JDK itself makes would count.
     */
    public static List<byte[]> ofBaseModule() throws IOException {
        Path base = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("/modules/java.base");
        List<byte[]> classes = new ArrayList<>();
        try (Stream<Path> files = Files.walk(base)) {
            files.filter(file -> file.toString().endsWith(".class"))
                    .filter(file -> !file.toString().endsWith("module-info.class"))
                    .sorted()
                    .map(JdkClasses::read)
                    .forEach(classes::add);
        }
        classes.add(makerOf(classes));
        return classes;
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] makerOf(List<byte[]> classes) {
        ClassWriter writer = new ClassWriter(0);
        writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, MAKER, null, "java/lang/Object", null);
        int[] number = {0};
        for (byte[] bytes : classes) {
            ClassReader file = new ClassReader(bytes);
            boolean isPublic = (file.getAccess() & Opcodes.ACC_PUBLIC) != 0;
            if (isPublic && (file.getAccess() & Opcodes.ACC_ABSTRACT) == 0 && isMakeable(file)) {
                MethodVisitor code =
                        writer.visitMethod(
                                Opcodes.ACC_STATIC, "make" + number[0]++, "()V", null, null);
                code.visitCode();
                code.visitTypeInsn(Opcodes.NEW, file.getClassName());
                code.visitInsn(Opcodes.POP);
                code.visitInsn(Opcodes.RETURN);
                code.visitMaxs(1, 0);
                code.visitEnd();
            }
        }
        writer.visitEnd();
        return writer.toByteArray();
    }

    private static boolean isMakeable(ClassReader file) {
        boolean[] found = new boolean[1];
        file.accept(
                new ClassVisitor(Opcodes.ASM9) {
                    @Override
                    public MethodVisitor visitMethod(
                            int access, String name, String type, String signature, String[] of) {
                        found[0] |= name.equals("<init>") && (access & VISIBLE) != 0;
                        return null;
                    }
                },
                ClassReader.SKIP_CODE);
        return found[0];
    }

    /** Those of them that a JVM initialises before it starts a program, by internal name. */
    public static Set<String> initialisedBeforeMain(List<byte[]> classes)
            throws IOException, InterruptedException {
        return InitialisedClasses.of(
                classes.stream()
                        .map(bytes -> new ClassReader(bytes).getClassName())
                        .filter(name -> !name.equals(MAKER))
                        .toList());
    }
}
