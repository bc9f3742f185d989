package signalkit.stress;

import java.util.ArrayList;
import java.util.List;

/** Lines that fit the window. */
final class RaceTerminal {
    /** The narrowest column that a text is broken into; below that it gets lines of its own. */
    private static final int LEAST = 24;

    private RaceTerminal() {}

    /** A text with a hanging indent as wide as its prefix, broken at words. */
    static List<String> wrap(String prefix, String text, int width) {
        boolean fits = width - prefix.length() >= Math.min(LEAST, text.length());
        List<String> lines = new ArrayList<>();
        if (!fits) {
            lines.add(prefix.stripTrailing());
        }
        String indent = " ".repeat(fits ? prefix.length() : 4);
        StringBuilder line = new StringBuilder(fits ? prefix : indent);
        boolean isEmpty = true;
        for (String word : text.split(" ")) {
            if (!isEmpty && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line = new StringBuilder(indent);
                isEmpty = true;
            }
            line.append(isEmpty ? "" : " ").append(word);
            isEmpty = false;
        }
        lines.add(line.toString());
        return lines;
    }
}
