package signalkit.cli;

import java.text.Normalizer;

/** Shows in ASCII what a terminal without Unicode cannot show, each character as one. */
public final class Ascii {
    private static final String FROM = "─│┌┐└┘├┤┬┴┼▶◀→←↑↓█▓▒░·…–—“”‘’«»×µ✓✗✔✘•≤≥";
    private static final String TO = "-|+++++++++><><^v###.-~--\"\"''<>xu+x+x*<>";

    private Ascii() {}

    /**
     * The text in ASCII.
     *
     * @param text any
     * @return as many characters, so that columns stay columns
     */
    public static String of(String text) {
        if (text.chars().allMatch(each -> each < 128)) {
            return text;
        }
        StringBuilder ascii = new StringBuilder();
        text.codePoints().forEach(each -> ascii.append(of(each)));
        return ascii.toString();
    }

    private static char of(int codePoint) {
        int place = FROM.indexOf(codePoint);
        if (place >= 0) {
            return TO.charAt(place);
        }
        char base =
                Normalizer.normalize(Character.toString(codePoint), Normalizer.Form.NFD).charAt(0);
        return base < 128 ? base : '?';
    }
}
