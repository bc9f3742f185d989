package signalkit.lab.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import signalkit.lab.LabException;

/** Where a piece of code stands in the project's own sources. */
public final class SourceLine {
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
}
