package signalkit.course.check;

import java.util.ArrayList;
import java.util.List;

/**
 * How wide the learner's terminal is.
 *
 * @param columns in characters; 0 for a file or a pipe, whose lines may have any length
 */
public record TerminalWidth(int columns) {
    /** That of a file or a pipe. */
    public static final TerminalWidth UNKNOWN = new TerminalWidth(0);

    private static final int LEAST = 60;

    /**
     * The width that a text should have.
     *
     * @param wanted in characters, where there is room
     * @return not more than the terminal has; {@code wanted} when that is unknown
     */
    public int atMost(int wanted) {
        return equals(UNKNOWN) ? wanted : Math.max(LEAST, Math.min(wanted, columns));
    }

    /**
     * Breaks a paragraph into lines, at spaces.
     *
     * @param text in one line
     * @param wanted how wide it should be, in characters, where there is room
     * @param indent of all lines but the first
     * @return one line or more
     */
    public List<String> wrap(String text, int wanted, String indent) {
        int width = atMost(wanted);
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ")) {
            if (line.length() + word.length() >= width && !line.isEmpty()) {
                lines.add(line.toString());
                line = new StringBuilder(indent);
            }
            line.append(line.isEmpty() || line.toString().isBlank() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
