package signalkit.lessons;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The quotes and outputs in a text: each stands in a fenced block below a marker that says where it
 * is from.
 *
 * <pre>
 *   &lt;!-- quote FILE "first line" --&gt;           from that line to the brace that closes it
 *   &lt;!-- quote FILE "first" to "last" --&gt;      from one line to another
 *   &lt;!-- run [numbers-vary] kit WORDS | … --&gt;  what the command prints
 * </pre>
 */
final class Markers {
    private static final Pattern MARKER = Pattern.compile("<!-- (quote|run) (.*) -->");
    private static final Pattern QUOTE =
            Pattern.compile("(\\S+) \"([^\"]+)\"(?: to \"([^\"]+)\")?");
    private static final String VARY = "numbers-vary ";

    private final Path work;
    private final List<String> faults = new ArrayList<>();

    Markers(Path work) {
        this.work = work;
    }

    /** What does not fit, one entry each. */
    List<String> faults() {
        return faults;
    }

    /** The text with every block as it has to be; notes which ones were not. */
    String renew(String name, String text) throws IOException {
        List<String> lines = text.lines().toList();
        List<String> renewed = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            renewed.add(lines.get(i));
            Matcher marker = MARKER.matcher(lines.get(i));
            if (lines.get(i).contains("<!-- ") && !marker.matches()) {
                faults.add(name + ": this is no marker: " + lines.get(i));
            }
            if (marker.matches()) {
                int end = i + 2;
                while (!lines.get(end).equals("```")) {
                    end++;
                }
                List<String> found = lines.subList(i + 2, end);
                String what = marker.group(2);
                List<String> expected =
                        marker.group(1).equals("quote") ? quote(what) : Commands.run(what, work);
                boolean vary = what.startsWith(VARY);
                if (!same(found, expected, vary)) {
                    faults.add(
                            name
                                    + ": «"
                                    + what
                                    + "» is not what the text shows:\n"
                                    + String.join("\n", expected));
                    renewed.add(lines.get(i + 1));
                    renewed.addAll(expected);
                } else {
                    renewed.addAll(lines.subList(i + 1, end));
                }
                renewed.add("```");
                i = end;
            }
        }
        return String.join("\n", renewed) + "\n";
    }

    private static boolean same(List<String> found, List<String> expected, boolean vary) {
        return vary
                ? found.stream()
                        .map(Markers::withoutNumbers)
                        .toList()
                        .equals(expected.stream().map(Markers::withoutNumbers).toList())
                : found.equals(expected);
    }

    private static String withoutNumbers(String line) {
        return line.replaceAll("schedule [0-9a-z-]+", "schedule #")
                .replaceAll("0x[0-9a-f]+", "#")
                .replaceAll("[0-9][0-9.,]*", "#");
    }

    private static List<String> quote(String what) throws IOException {
        Matcher matcher = QUOTE.matcher(what);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("no such marker: quote " + what);
        }
        List<String> file = Files.readAllLines(Kit.HOME.resolve(matcher.group(1)));
        int first = find(file, 0, matcher.group(2), what);
        int last;
        if (matcher.group(3) != null) {
            last = find(file, first, matcher.group(3), what);
        } else {
            String closing = " ".repeat(indent(file.get(first))) + "}";
            last = find(file, first + 1, closing, what);
        }
        int margin = indent(file.get(first));
        return file.subList(first, last + 1).stream()
                .map(line -> line.length() < margin ? line : line.substring(margin))
                .toList();
    }

    private static int find(List<String> file, int from, String text, String what) {
        for (int i = from; i < file.size(); i++) {
            boolean isClosing = text.isBlank() || text.strip().equals("}");
            if (isClosing ? file.get(i).equals(text) : file.get(i).contains(text)) {
                return i;
            }
        }
        throw new IllegalArgumentException("not found: " + text + " of quote " + what);
    }

    private static int indent(String line) {
        return line.length() - line.stripLeading().length();
    }
}
