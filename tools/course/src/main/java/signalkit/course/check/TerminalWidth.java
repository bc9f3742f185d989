package signalkit.course.check;

import java.util.ArrayList;
import java.util.List;

/** How wide the learner's terminal is; set once, before anything is shown. */
public final class TerminalWidth {
    /** A line of a file or of a pipe may have any length. */
    public static final int UNKNOWN = 0;

    private static final int LEAST = 60;

    private static volatile int columns = UNKNOWN;

    private TerminalWidth() {}

    /**
     * Says how wide the terminal is.
     *
     * @param width in characters; {@link #UNKNOWN} when the output goes elsewhere
     */
    public static void fit(int width) {
        columns = width;
    }

    /**
     * The width that a text should have.
     *
     * @param wanted in characters, where there is room
     * @return not more than the terminal has; {@code wanted} when that is unknown
     */
    public static int atMost(int wanted) {
        int found = columns;
        return found == UNKNOWN ? wanted : Math.max(LEAST, Math.min(wanted, found));
    }

    /**
     * A paragraph as lines that fit, parted at spaces.
     *
     * @param text in one line
     * @param wanted how wide it should be, in characters, where there is room
     * @param indent of all lines but the first
     * @return one line or more
     */
    public static List<String> wrap(String text, int wanted, String indent) {
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
