package signalkit.cli;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;
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

    /** Writes all that it gets in ASCII. */
    static Writer writer(Writer target) {
        return new FilterWriter(target) {
            @Override
            public void write(char[] text, int start, int length) throws IOException {
                out.write(of(new String(text, start, length)));
            }

            @Override
            public void write(String text, int start, int length) throws IOException {
                out.write(of(text.substring(start, start + length)));
            }

            @Override
            public void write(int letter) throws IOException {
                out.write(of(Character.toString(letter)));
            }
        };
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
