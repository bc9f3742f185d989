package signalkit.weaver;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Class files to weave in tests: of one class, of a folder or jar, of a module of the JDK. */
final class ClassFiles {
    private ClassFiles() {}

    /** The file of a class on the class path. */
    static byte[] read(String name) {
        String path = name.replace('.', '/') + ".class";
        try (InputStream in = ClassFiles.class.getClassLoader().getResourceAsStream(path)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All class files beside that of a class: its folder of classes, or its jar. */
    static List<byte[]> beside(Class<?> type) throws Exception {
        Path place = Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        if (Files.isDirectory(place)) {
            return under(place);
        }
        try (var jar = FileSystems.newFileSystem(place, Map.of())) {
            return under(jar.getPath("/"));
        }
    }

    /** All class files of a module of this JDK, in the newest version there is. */
    static List<byte[]> ofModule(String name) throws IOException {
        return under(FileSystems.getFileSystem(URI.create("jrt:/")).getPath("/modules", name));
    }

    private static List<byte[]> under(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(ClassFiles::isClass).map(ClassFiles::bytes).toList();
        }
    }

    private static boolean isClass(Path path) {
        String name = path.getFileName() == null ? "" : path.getFileName().toString();
        return name.endsWith(".class") && !name.equals("module-info.class");
    }

    private static byte[] bytes(Path path) {
        try {
            return Files.readAllBytes(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
