package signalkit.rules.meter;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Lists the methods of the JDK's base module that jars call, as byte code names them. */
final class CalledMethods {
    private final Path base = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("/modules");
    private final Set<String> called = new TreeSet<>();

    private CalledMethods() {}

    /**
     * Writes the list.
     *
     * @param arguments the file to write, then a folder of jars
     */
    public static void main(String[] arguments) throws IOException {
        CalledMethods methods = new CalledMethods();
        List<Path> jars = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of(arguments[1]))) {
            files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted(Comparator.comparing(Path::getFileName))
                    .forEach(jars::add);
        }
        for (Path jar : jars) {
            methods.readJar(jar);
        }
        Files.write(Path.of(arguments[0]), methods.called);
        System.out.println(jars.size() + " jars call " + methods.called.size() + " methods");
    }

    private void readJar(Path jar) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
                if (entry.getName().endsWith(".class")) {
                    try (InputStream in = zip.getInputStream(entry)) {
                        read(in.readAllBytes());
                    }
                }
            }
        }
    }

    private void read(byte[] classFile) {
        int flags = ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES;
        try {
            new ClassReader(classFile).accept(new Reader(), flags);
        } catch (IllegalArgumentException tooNew) {
            return; // a class file of a release that ASM does not know
        }
    }

    private void add(String owner, String name, String descriptor) {
        boolean isOfJdk = owner.startsWith("java/") || owner.startsWith("sun/misc/");
        if (isOfJdk && Files.exists(base.resolve("java.base/" + owner + ".class"))) {
            called.add(owner + "." + name + descriptor);
        }
    }

    private final class Reader extends ClassVisitor {
        Reader() {
            super(Opcodes.ASM9);
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] thrown) {
            return new MethodVisitor(Opcodes.ASM9) {
                @Override
                public void visitMethodInsn(
                        int opcode, String owner, String method, String type, boolean isInterface) {
                    add(owner, method, type);
                }

                @Override
                public void visitInvokeDynamicInsn(
                        String method, String type, Handle bootstrap, Object... arguments) {
                    for (Object argument : arguments) {
                        if (argument instanceof Handle handle && handle.getDesc().startsWith("(")) {
                            add(handle.getOwner(), handle.getName(), handle.getDesc());
                        }
                    }
                }
            };
        }
    }
}
