package signalkit.stress;

import java.io.Console;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.UsageMessageSpec;

/** What the user looks at: a terminal of some width, or no terminal. */
final class RaceTerminal {
    /** The narrowest column that a text is broken into; below that it gets lines of its own. */
    private static final int LEAST = 24;

    private RaceTerminal() {}

    /** Whether somebody looks. */
    static boolean isThere() {
        Console console = System.console();
        try {
            // From JDK 22 on there may be a console without a terminal.
            return console != null
                    && (Runtime.version().feature() < 22
                            || (boolean) Console.class.getMethod("isTerminal").invoke(console));
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }

    /** How many columns a line may have; any number where nobody looks, since programs read it. */
    static int width() {
        return isThere() ? new UsageMessageSpec().autoWidth(true).width() : Integer.MAX_VALUE;
    }

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
