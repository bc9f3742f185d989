package signalkit.lessons;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
 *   &lt;!-- options LESSON.STEP --&gt;               the options of a question, a list in place of a block
 * </pre>
 *
 * <p>Times may differ from run to run; other numbers only where the marker says so. A block without
 * a marker may be a drawing, commands to type, or a file's content that is not Java.
 */
final class Markers {
    private static final Pattern MARKER = Pattern.compile("<!-- (quote|run|options) (.*) -->");
    private static final Pattern QUOTE =
            Pattern.compile("(\\S+) \"([^\"]+)\"(?: to \"([^\"]+)\")?");
    private static final String VARY = "numbers-vary ";
    private static final String FENCE = "```";

    /** What only a program prints. */
    private static final Pattern OUTPUT =
            Pattern.compile("^\\$ |^(passed|failed): |^ *schedule |\\w\\.java:\\d");

    private final Path work;
    private final List<String> faults = new ArrayList<>();

    /** What the markers stand for, each found once. */
    private final Map<String, List<String>> blocks = new HashMap<>();

    Markers(Path work) {
        this.work = work;
    }

    /** What does not fit, one entry each. */
    List<String> faults() {
        return List.copyOf(faults);
    }

    /** Starts over, and keeps what the commands have printed. */
    void forgetFaults() {
        faults.clear();
    }

    /** The text with every block as it has to be; notes which ones were not. */
    String renew(String name, String text) throws IOException {
        List<String> lines = text.lines().toList();
        List<String> renewed = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            Matcher marker = MARKER.matcher(lines.get(i));
            boolean isPicture = LessonPicturesTest.MARKER.matcher(lines.get(i)).matches();
            if (lines.get(i).contains("<!-- ") && !marker.matches() && !isPicture) {
                faults.add(name + ": this is no marker: " + lines.get(i));
            }
            if (marker.matches() && marker.group(1).equals("options")) {
                int end = i + 1;
                while (end < lines.size() && lines.get(end).startsWith("- ")) {
                    end++;
                }
                List<String> options = options(marker.group(2));
                if (!lines.subList(i + 1, end).equals(options)) {
                    faults.add(name + ": " + marker.group() + " is not: " + options);
                }
                renewed.add(lines.get(i));
                renewed.addAll(options);
                i = end - 1;
            } else if (marker.matches()) {
                int end = endOfBlock(lines, i + 1);
                List<String> found = lines.subList(i + 2, end);
                List<String> expected = block(marker.group());
                boolean same = same(found, expected, marker.group(2).startsWith(VARY));
                if (!same) {
                    String all = String.join("\n", expected);
                    faults.add(name + ": " + marker.group() + " is not what stands there:\n" + all);
                }
                renewed.addAll(lines.subList(i, i + 2));
                renewed.addAll(same ? found : expected);
                renewed.add(FENCE);
                i = end;
            } else if (lines.get(i).startsWith(FENCE)) {
                int end = endOfBlock(lines, i);
                if (needsMarker(lines.subList(i, end))) {
                    faults.add(name + ": nothing says where this is from: " + lines.get(i + 1));
                }
                renewed.addAll(lines.subList(i, end + 1));
                i = end;
            } else {
                renewed.add(lines.get(i));
            }
        }
        return String.join("\n", renewed) + "\n";
    }

    private static List<String> options(String place) {
        return Kit.COURSE.place(place).step().options().stream()
                .map(option -> "- " + option.text())
                .toList();
    }

    private static int endOfBlock(List<String> lines, int start) {
        if (!lines.get(start).startsWith(FENCE)) {
            throw new IllegalArgumentException("no block begins with: " + lines.get(start));
        }
        int end = start + 1;
        while (!lines.get(end).equals(FENCE)) {
            end++;
        }
        return end;
    }

    private static boolean needsMarker(List<String> block) {
        return block.get(0).equals(FENCE + "java")
                || block.stream().anyMatch(line -> OUTPUT.matcher(line).find());
    }

    private List<String> block(String marker) throws IOException {
        List<String> block = blocks.get(marker);
        if (block == null) {
            Matcher matcher = MARKER.matcher(marker);
            matcher.matches();
            String what = matcher.group(2);
            block = matcher.group(1).equals("quote") ? quote(what) : Commands.run(what, work);
            blocks.put(marker, block);
        }
        return block;
    }

    private static boolean same(List<String> found, List<String> expected, boolean vary) {
        return withoutNumbers(found, vary).equals(withoutNumbers(expected, vary));
    }

    private static List<String> withoutNumbers(List<String> lines, boolean all) {
        return lines.stream()
                .map(line -> line.replaceAll("\\d+ ms", "# ms"))
                .map(line -> all ? line.replaceAll("0x[0-9a-f]+|[0-9][0-9.,]*", "#") : line)
                .toList();
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
