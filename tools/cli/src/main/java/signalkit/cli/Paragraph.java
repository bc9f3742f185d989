package signalkit.cli;

import java.util.ArrayList;
import java.util.List;

/** Breaks a text into lines that fit the window, between words only. */
public final class Paragraph {
    /** The narrowest column that a text is broken into; below that it gets lines of its own. */
    private static final int LEAST = 24;

    private Paragraph() {}

    /**
     * A text with a hanging indent as wide as its prefix.
     *
     * @param prefix stands before the text, in the first line
     * @param text in one line; a word that is too long for a line gets one of its own
     * @param width of the window, in characters
     * @return at least one line
     */
    public static List<String> wrap(String prefix, String text, int width) {
        boolean fits = width - prefix.length() >= Math.min(LEAST, text.length());
        List<String> lines = new ArrayList<>();
        if (!fits) {
            lines.add(prefix.stripTrailing());
        }
        String indent = " ".repeat(fits ? prefix.length() : 4);
        StringBuilder line = new StringBuilder(fits ? prefix : indent);
        boolean isEmpty = true;
        for (String word : words(text, width - indent.length())) {
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

    /** A frame that is too long for a line breaks before its file and line, which stay whole. */
    private static List<String> words(String text, int room) {
        List<String> words = new ArrayList<>();
        for (String word : text.split(" ")) {
            int file = word.lastIndexOf('(');
            if (word.length() > room && file > 0) {
                words.add(word.substring(0, file));
                words.add(word.substring(file));
            } else {
                words.add(word);
            }
        }
        return words;
    }
}
