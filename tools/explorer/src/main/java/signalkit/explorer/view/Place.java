package signalkit.explorer.view;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of a source file.
 *
 * @param file its name, without folders
 * @param line from 1
 */
record Place(String file, int line) {
    private static final Pattern FRAME = Pattern.compile(".*\\((.+\\.java):(\\d+)\\)");

    /** Reads a line of a stack trace, as in {@code Worker.run(Worker.java:36)}. */
    static Optional<Place> of(String frame) {
        Matcher matcher = FRAME.matcher(frame);
        return matcher.matches()
                ? Optional.of(new Place(matcher.group(1), Integer.parseInt(matcher.group(2))))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return file + ":" + line;
    }
}
