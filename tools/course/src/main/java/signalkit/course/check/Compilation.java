package signalkit.course.check;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.DiagnosticListener;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * The classes of an exercise, compiled in memory. Immutable.
 *
 * @param classFiles by the name of the class, with dots
 */
public record Compilation(Map<String, byte[]> classFiles) {
    private static final List<String> OPTIONS =
            List.of("-g", "-parameters", "-proc:none", "-Xlint:none", "-XDignore.symbol.file");

    private static final int LINES = 60;
    private static final int COLUMNS = 200;

    /** Copies the map. */
    public Compilation {
        classFiles = Map.copyOf(classFiles);
    }

    /**
     * Compiles an exercise, and the other Java files beside it.
     *
     * @param folder of the files
     * @param files their names
     * @return the classes
     * @throws CompileException when the compiler objects
     * @throws RefusedException when a class uses what a submission may not
     * @throws IOException when a file cannot be read
     */
    public static Compilation of(Path folder, List<String> files) throws IOException {
        return compile(folder, files).requiring(AllowList.EXERCISE);
    }

    /**
     * The same for a program that runs in a JVM of its own, and so may end it.
     *
     * @param folder of the files
     * @param files their names
     * @return the classes
     * @throws CompileException when the compiler objects
     * @throws RefusedException when a class uses what a submission may not
     * @throws IOException when a file cannot be read
     */
    public static Compilation ofProgram(Path folder, List<String> files) throws IOException {
        return compile(folder, files).requiring(AllowList.PROGRAM);
    }

    private Compilation requiring(AllowList list) {
        AllowedUse.require(classFiles, list);
        return this;
    }

    /** The classes, whatever they use. */
    static Compilation compile(Path folder, List<String> files) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw new LessonException(
                    "this Java has no compiler; set JAVA_HOME to a JDK, version 17 or newer");
        }
        for (String file : files) {
            if (!Files.isReadable(folder.resolve(file))) {
                throw new LessonException(
                        folder.resolve(file) + " is missing; bring it back with: lesson reset");
            }
        }
        StringWriter messages = new StringWriter();
        StringBuilder unreadable = new StringBuilder();
        DiagnosticListener<JavaFileObject> ofFiles =
                problem -> unreadable.append(problem).append('\n');
        try (StandardJavaFileManager standard =
                        compiler.getStandardFileManager(ofFiles, null, StandardCharsets.UTF_8);
                Memory memory = new Memory(standard)) {
            boolean good =
                    compiler.getTask(
                                    messages,
                                    memory,
                                    null,
                                    OPTIONS,
                                    null,
                                    standard.getJavaFileObjectsFromPaths(sources(folder, files)))
                            .call();
            if (!good || !unreadable.isEmpty()) {
                throw new CompileException(readable(unreadable + messages.toString(), folder));
            }
            return new Compilation(memory.classFiles());
        }
    }

    /** The named files, and whatever Java file is beside them. */
    private static Collection<Path> sources(Path folder, List<String> files) throws IOException {
        return Stream.concat(files.stream(), PlainFiles.otherSources(folder, files).stream())
                .map(folder::resolve)
                .toList();
    }

    /** The first lines, none longer than a screen is wide; a hostile file can make millions. */
    private static String readable(String messages, Path folder) {
        return messages.strip()
                .replace(folder + File.separator, "")
                .lines()
                .limit(LINES)
                .map(line -> line.length() > COLUMNS ? line.substring(0, COLUMNS) + " …" : line)
                .collect(Collectors.joining("\n"));
    }

    /**
     * Writes the class files, for tools that want them on a disk.
     *
     * @param folder where
     * @throws IOException when that fails
     */
    public void writeTo(Path folder) throws IOException {
        for (Map.Entry<String, byte[]> entry : classFiles.entrySet()) {
            Path file = folder.resolve(entry.getKey().replace('.', '/') + ".class");
            Files.createDirectories(file.getParent());
            Files.write(file, entry.getValue());
        }
    }

    /**
     * An object of the learner's class that implements an interface, whatever its name.
     *
     * @param type the interface
     * @param loader that knows the classes
     * @param <T> the interface
     * @return a new object
     */
    public <T> T make(Class<T> type, ClassLoader loader) {
        String name = nameOf(type);
        try {
            var constructor = Class.forName(name, true, loader).getDeclaredConstructor();
            constructor.setAccessible(true);
            return type.cast(constructor.newInstance());
        } catch (ReflectiveOperationException e) {
            throw new CompileException(
                    name + " cannot be made: it needs a constructor without parameters");
        }
    }

    /**
     * The class that implements an interface.
     *
     * @param type the interface
     * @return its name, with dots
     * @throws CompileException when there is none
     */
    public String nameOf(Class<?> type) {
        ClassLoader loader = plainLoader();
        for (String name : new TreeMap<>(classFiles).keySet()) {
            try {
                Class<?> found = Class.forName(name, false, loader);
                if (type.isAssignableFrom(found) && !found.isInterface()) {
                    return name;
                }
            } catch (ClassNotFoundException | LinkageError e) {
                throw new CompileException(name + " cannot be loaded: " + e);
            }
        }
        throw new CompileException(
                "no class here implements " + type.getSimpleName() + "; keep that part");
    }

    /**
     * A loader of these classes as they are.
     *
     * @return a new one each time, so that static fields are initialized again
     */
    public ClassLoader plainLoader() {
        return new Loader(classFiles);
    }

    private static final class Loader extends ClassLoader {
        private final Map<String, byte[]> classFiles;

        Loader(Map<String, byte[]> classFiles) {
            super("exercise", Compilation.class.getClassLoader());
            this.classFiles = classFiles;
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            byte[] file = classFiles.get(name);
            if (file == null) {
                throw new ClassNotFoundException(name);
            }
            return defineClass(name, file, 0, file.length);
        }
    }

    /** Keeps what the compiler writes. */
    private static final class Memory extends ForwardingJavaFileManager<JavaFileManager> {
        private final Map<String, ByteArrayOutputStream> written = new TreeMap<>();

        Memory(JavaFileManager standard) {
            super(standard);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
            URI uri = URI.create("memory:///" + name.replace('.', '/') + kind.extension);
            return new SimpleJavaFileObject(uri, kind) {
                @Override
                public OutputStream openOutputStream() {
                    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                    written.put(name, bytes);
                    return bytes;
                }
            };
        }

        Map<String, byte[]> classFiles() {
            Map<String, byte[]> files = new TreeMap<>();
            written.forEach((name, bytes) -> files.put(name, bytes.toByteArray()));
            return files;
        }
    }
}
