package signalkit.lab.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import signalkit.lab.LabException;

/** Where a piece of code stands in the project's own sources. */
public final class SourceLine {
    /** Indented as the body of a method is, and with a step of its own. */
    private static final Pattern STATEMENT = Pattern.compile(" {8,}[^ */].*[;{)(]");

    private SourceLine() {}

    /**
     * Finds a line by what it says.
     *
     * @param file from the project's folder
     * @param code all of the line but the blanks around it
     * @return the file's name and the line, as in {@code WorkQueue.java:40}
     * @throws LabException when the file cannot be read or says it no more
     */
    public static String find(String file, String code) {
        Path path = Launcher.home().resolve(file);
        try {
            List<String> lines = Files.readAllLines(path);
            for (int i = 0; i < lines.size(); i++) {
                if (lines.get(i).strip().equals(code)) {
                    return path.getFileName() + ":" + (i + 1);
                }
            }
        } catch (IOException e) {
            throw LabException.failed("cannot read " + path + ": " + e.getMessage());
        }
        throw LabException.failed(path + " has no line '" + code + "' any more");
    }

    /**
     * The lines of statements in a folder of sources.
     *
     * @param folder from the project's folder
     * @return each as in {@code WorkQueue.java:40}; none where there are no sources
     */
    public static List<String> all(String folder) {
        Path path = Launcher.home().resolve(folder);
        if (!Files.isDirectory(path)) {
            return List.of();
        }
        List<String> places = new ArrayList<>();
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.filter(SourceLine::isJava).sorted().toList()) {
                List<String> lines = Files.readAllLines(file);
                for (int i = 0; i < lines.size(); i++) {
                    if (STATEMENT.matcher(lines.get(i)).matches()) {
                        places.add(file.getFileName() + ":" + (i + 1));
                    }
                }
            }
        } catch (IOException e) {
            throw LabException.failed("cannot read " + path + ": " + e.getMessage());
        }
        return places;
    }

    private static boolean isJava(Path file) {
        return file.toString().endsWith(".java");
    }
}
