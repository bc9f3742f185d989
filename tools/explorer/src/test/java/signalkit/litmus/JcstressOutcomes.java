package signalkit.litmus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import signalkit.explorer.memory.LitmusCatalogue;

/** Sums up what jcstress has seen of the litmus tests, a line for each outcome; see litmus/run. */
public final class JcstressOutcomes {
    private static final Pattern TEST = Pattern.compile("\\] litmus\\.(T\\d+)$");
    private static final Pattern OUTCOME =
            Pattern.compile("^\\s+(\\S+#_\\[\\S+\\])\\s+([\\d,]+)\\s+\\S+%.*");

    private JcstressOutcomes() {}

    /** Takes the file that has what {@code jcstress -v} printed. */
    public static void main(String[] arguments) throws IOException {
        Map<String, Map<String, Long>> seen = read(Files.readAllLines(Path.of(arguments[0])));
        List<LitmusCatalogue.Entry> entries = LitmusCatalogue.all();
        for (int i = 0; i < entries.size(); i++) {
            String test = entries.get(i).toString();
            Map<String, Long> outcomes = seen.getOrDefault(JcstressSource.name(i), Map.of());
            outcomes.forEach(
                    (outcome, count) -> System.out.println(test + "\t" + outcome + "\t" + count));
        }
    }

    private static Map<String, Map<String, Long>> read(List<String> lines) {
        Map<String, Map<String, Long>> seen = new TreeMap<>();
        String test = "";
        for (String line : lines) {
            Matcher begin = TEST.matcher(line.strip());
            Matcher outcome = OUTCOME.matcher(line);
            if (begin.find()) {
                test = begin.group(1);
            } else if (outcome.matches()) {
                long count = Long.parseLong(outcome.group(2).replace(",", ""));
                seen.computeIfAbsent(test, absent -> new TreeMap<>())
                        .merge(outcome.group(1).replace('_', ' '), count, Long::sum);
            }
        }
        return seen;
    }
}
