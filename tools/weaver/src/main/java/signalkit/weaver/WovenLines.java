package signalkit.weaver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.ProviderNotFoundException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import signalkit.posix.PosixProcess;
import signalkit.posix.aim.PointLines;

/**
 * The lines with points of all that an agent has woven or would weave.
 *
 * <p>Of loaded classes it knows what was woven. The others it finds on the class path when somebody
 * asks, and weaves them to see, so that an aim may come before the class that it is for. A class
 * that another loader will bring is unknown until it is there. Thread-safe.
 */
final class WovenLines {
    private static final String CLASS = ".class";

    /** The lines of one class, and where they are. */
    private record Lines(String sourceFile, NavigableSet<Integer> lines) {}

    private final Weaver weaver;
    private final String classPath;

    // This object's monitor must be held when using these, by the name of the class:
    private final Map<String, Lines> loaded = new HashMap<>();
    private Map<String, Lines> found;

    /** The lines that {@code weaver} gives points to, in classes of a class path as Java has it. */
    WovenLines(Weaver weaver, String classPath) {
        this.weaver = weaver;
        this.classPath = classPath;
    }

    /** A class has been woven and is about to be there. */
    synchronized void add(WovenClass woven) {
        put(loaded, woven);
    }

    /**
     * Lets the aims of this JVM's process know the lines.
     *
     * <p>This class implements no type of the kit: the JVM would want that one before the agent can
     * say that the program has no kit.
     */
    void announce() {
        PointLines lines = this::byFile;
        PosixProcess.main().aims().linesFrom(lines);
    }

    /** The lines by source file, see {@link PointLines#byFile}. */
    synchronized NavigableMap<String, NavigableSet<Integer>> byFile() {
        if (found == null) {
            found = find();
        }
        Map<String, Lines> all = new HashMap<>(found);
        all.putAll(loaded);
        NavigableMap<String, NavigableSet<Integer>> files = new TreeMap<>();
        for (Lines one : all.values()) {
            files.computeIfAbsent(one.sourceFile(), file -> new TreeSet<>()).addAll(one.lines());
        }
        return files;
    }

    private static void put(Map<String, Lines> classes, WovenClass woven) {
        if (woven.sourceFile() != null) {
            classes.putIfAbsent(woven.name(), new Lines(woven.sourceFile(), woven.lines()));
        }
    }

    /** The first of a name counts, as for the JVM; what is not there it passes over, too. */
    private Map<String, Lines> find() {
        Map<String, Lines> classes = new HashMap<>();
        for (Path place : ClassPath.places(classPath)) {
            try {
                if (Files.isDirectory(place)) {
                    findUnder(place, classes);
                } else {
                    try (FileSystem jar = FileSystems.newFileSystem(place)) {
                        findUnder(jar.getPath("/"), classes);
                    }
                }
            } catch (IOException | UncheckedIOException | ProviderNotFoundException unreadable) {
                // The JVM finds no class there either.
            }
        }
        return classes;
    }

    private void findUnder(Path root, Map<String, Lines> classes) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(root)) {
            files = walk.filter(file -> weaver.selects(className(root, file))).toList();
        }
        for (Path file : files) {
            try {
                put(classes, weaver.weaveClass(Files.readAllBytes(file)));
            } catch (WeaveException never) {
                // Nobody will run it: the agent ends the program that loads it.
            }
        }
    }

    /** Empty for what is no class file. */
    private static String className(Path root, Path file) {
        String path = root.relativize(file).toString();
        return path.endsWith(CLASS)
                ? path.substring(0, path.length() - CLASS.length())
                        .replace(root.getFileSystem().getSeparator(), ".")
                : "";
    }
}
