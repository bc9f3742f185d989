package signalkit.rules.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import signalkit.rules.Analysis;
import signalkit.rules.Profile;
import signalkit.rules.bytecode.Program;

/**
 * What the rules say of public programs is what a person said of them: {@code mvn -Pcorpus verify}.
 *
 * <p>The truth has a row for each handler and for each of the first dozen findings of a jar: {@code
 * true} or {@code false}. A finding that has no row has to be judged first.
 */
@EnabledIfSystemProperty(named = "signalkit.corpus", matches = ".+")
@Timeout(900)
class CorpusTest {
    private static final int DOZEN = 12;
    private static final double MOST_FALSE = 0.10;

    /** A row of the truth. */
    private record Row(String jar, String verdict, String text) {}

    private static final Map<String, Integer> ALL = new TreeMap<>();

    @Test
    void handlers_and_findings_are_those_that_a_person_judged() throws IOException {
        assertFewFalse(compare("truth.tsv"));
    }

    @Test
    void handlers_and_findings_of_other_programs_are_those_that_a_person_judged()
            throws IOException {
        assertFewFalse(compare("others.tsv"));
    }

    /** These are to show what the rules are worth on a jar that nobody has tried: no bound. */
    @Test
    void handlers_and_findings_of_further_programs_are_those_that_a_person_judged()
            throws IOException {
        compare("further.tsv");
    }

    @AfterAll
    static void few_of_all_are_false() {
        System.out.println("in all: " + ALL);
        assertFewFalse(ALL);
    }

    private static void assertFewFalse(Map<String, Integer> counts) {
        int wrong = counts.getOrDefault("false", 0);
        int all = wrong + counts.getOrDefault("true", 0) + counts.getOrDefault("unverified", 0);
        assertTrue(wrong <= MOST_FALSE * all, wrong + " of " + all + " are false");
    }

    private static Map<String, Integer> compare(String file) throws IOException {
        List<Row> truth = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of("src/test/corpus", file))) {
            if (!line.startsWith("#")) {
                String[] cells = line.split("\t", 3);
                truth.add(new Row(cells[0], cells[1], cells[2]));
            }
        }
        List<Row> unjudged = new ArrayList<>();
        List<Row> lost = new ArrayList<>();
        Map<String, Integer> counts = new TreeMap<>();
        Set<String> jars =
                truth.stream().map(Row::jar).collect(Collectors.toCollection(TreeSet::new));
        for (String jar : jars) {
            long start = System.nanoTime();
            List<Row> found = look(jar);
            String time = " in %.1f s".formatted((System.nanoTime() - start) / 1e9);
            for (Row row : found) {
                String verdict = verdict(row, truth);
                if (verdict == null) {
                    unjudged.add(row);
                } else {
                    counts.merge(verdict, 1, Integer::sum);
                }
            }
            truth.stream()
                    .filter(row -> row.jar.equals(jar))
                    .filter(row -> Set.of("true", "handler").contains(row.verdict))
                    .filter(row -> found.stream().noneMatch(f -> f.text.equals(row.text)))
                    .forEach(lost::add);
            System.out.println(jar + ": " + summary(found, truth) + time);
        }
        System.out.println(file + " in all: " + counts);
        counts.forEach((verdict, number) -> ALL.merge(verdict, number, Integer::sum));
        assertEquals(List.of(), unjudged, "judge these, and add them to the truth");
        assertEquals(List.of(), lost, "handlers and true findings that are no longer found");
        return counts;
    }

    private static String verdict(Row row, List<Row> truth) {
        if (row.text.startsWith("unverified ")) {
            return "unverified";
        }
        return truth.stream()
                .filter(each -> each.jar.equals(row.jar) && each.text.equals(row.text))
                .map(Row::verdict)
                .findFirst()
                .orElse(null);
    }

    private static Map<String, Long> summary(List<Row> found, List<Row> truth) {
        return found.stream()
                .map(row -> String.valueOf(verdict(row, truth)))
                .collect(Collectors.groupingBy(v -> v, TreeMap::new, Collectors.counting()));
    }

    /** The handlers and the first findings, as the command prints them. */
    private static List<Row> look(String jar) throws IOException {
        Inputs inputs = new Inputs();
        inputs.readClassPath(System.getProperty("signalkit.corpus") + "/" + jar + ".jar");
        Analysis analysis = new Analysis(new Program(inputs.classes()), true);
        FindingFilter all = new FindingFilter(finding -> true, List.of(), 0);
        Report report = new Report(analysis, Profile.LOCK_FREE, inputs.classes().size(), all);
        List<Row> rows = new ArrayList<>();
        analysis.handlers().forEach(h -> rows.add(new Row(jar, "handler", h.toString())));
        report.findings().stream()
                .limit(DOZEN)
                .forEach(finding -> rows.add(new Row(jar, "found", finding.fingerprint())));
        return rows;
    }
}
