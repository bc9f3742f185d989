package signalkit.litmus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import signalkit.explorer.Bounds;
import signalkit.explorer.Explorer;
import signalkit.explorer.Result;
import signalkit.explorer.ScenarioCode;
import signalkit.explorer.memory.AxiomaticOracle;
import signalkit.explorer.memory.LitmusCatalogue;
import signalkit.explorer.memory.LitmusCatalogue.Verdict;
import signalkit.explorer.memory.Machine;

/**
 * The classic litmus tests: the literature, the axioms and the explorer say the same, and the table
 * in docs/explorer-memory.md says so. {@code -Dlitmus.write} writes the table anew.
 */
class LitmusTableTest {
    private static final int STEPS = 4;

    private static final Path PAGE = Path.of("../../docs/explorer-memory.md");
    private static final Path RESULTS = Path.of("../../docs/results");
    private static final String BEGIN = "<!-- litmus: begin -->\n";
    private static final String END = "<!-- litmus: end -->";
    private static final Bounds BOUNDS =
            Bounds.DEFAULT
                    .withTime(Duration.ofMinutes(20))
                    .withPreemptions(20)
                    .withOlderValues(20)
                    .withWorkers(1);

    private static Result explore(LitmusCatalogue.Entry entry) {
        return Explorer.explore(
                ScenarioCode.of(WovenLitmus.class).withVariant(entry.toString()), BOUNDS);
    }

    private static Set<String> outcomes(Result result) {
        return result.outcomes().stream()
                .map(each -> each.replace("outcome=", ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void the_axioms_say_what_the_literature_says() {
        for (LitmusCatalogue.Entry entry : LitmusCatalogue.all()) {
            AxiomaticOracle.Outcomes model = AxiomaticOracle.of(entry.litmus());
            boolean isAllowed = model.allowed().stream().anyMatch(entry::asksFor);
            boolean isBuffered = model.withLoadBuffering().stream().anyMatch(entry::asksFor);
            Verdict verdict =
                    isAllowed
                            ? Verdict.ALLOWED
                            : isBuffered ? Verdict.LOAD_BUFFERING : Verdict.FORBIDDEN;
            assertEquals(entry.verdict(), verdict, entry + " " + model);
        }
    }

    @Test
    void the_memory_allows_what_the_axioms_allow_and_the_page_says_so() throws IOException {
        List<String> rows = new ArrayList<>();
        Map<String, Map<String, Long>> jvm = seenOnAJvm();
        for (LitmusCatalogue.Entry entry : LitmusCatalogue.all()) {
            AxiomaticOracle.Outcomes model = AxiomaticOracle.of(entry.litmus());
            Machine.Outcomes found = Machine.of(entry.litmus());
            assertEquals(model.allowed(), found.all(), entry::toString);
            boolean hasMore = !model.allowed().equals(model.withLoadBuffering());
            assertTrue(!hasMore || found.hasMore(), entry::toString);
            Map<String, Long> seen = jvm.getOrDefault(entry.toString(), Map.of());
            assertTrue(model.withLoadBuffering().containsAll(seen.keySet()), entry + " " + seen);
            rows.add(row(entry, found.all(), !found.hasMore(), seen));
        }
        String table = table(rows);
        if (System.getProperty("litmus.write") != null) {
            write(table);
        }
        assertTrue(Files.readString(PAGE).contains(table), "write it with -Dlitmus.write");
    }

    /**
     * The explorer itself: with its choices, bounds and states. Larger tests take minutes, and run
     * with {@code -Dlitmus.all}.
     */
    @Test
    @Tag("slow")
    @Timeout(value = 3, unit = TimeUnit.HOURS)
    void the_explorer_comes_to_what_the_axioms_allow() {
        boolean isWhole = System.getProperty("litmus.all") != null;
        for (LitmusCatalogue.Entry entry : LitmusCatalogue.all()) {
            if (!isWhole && entry.litmus().threads().stream().mapToInt(List::size).sum() > STEPS) {
                continue;
            }
            AxiomaticOracle.Outcomes model = AxiomaticOracle.of(entry.litmus());
            Result result = explore(entry);
            assertTrue(result.cut().isEmpty(), entry + " " + result);
            assertEquals(model.allowed(), outcomes(result), entry::toString);
            boolean hasMore = !model.allowed().equals(model.withLoadBuffering());
            assertTrue(!hasMore || !result.isProof(), entry + " " + result);
        }
    }

    /** What jcstress has seen of each test when it was recorded last, and how often. */
    private static Map<String, Map<String, Long>> seenOnAJvm() throws IOException {
        Map<String, Map<String, Long>> seen = new HashMap<>();
        for (String line : Files.readAllLines(newest())) {
            String[] parts = line.split("\t");
            if (parts.length == 3) {
                seen.computeIfAbsent(parts[0], absent -> new TreeMap<>())
                        .put(parts[1], Long.parseLong(parts[2]));
            }
        }
        return seen;
    }

    private static Path newest() throws IOException {
        try (Stream<Path> files = Files.list(RESULTS)) {
            return files.filter(file -> file.toString().endsWith("-explorer-jcstress.txt"))
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
        }
    }

    private static String row(
            LitmusCatalogue.Entry entry,
            Set<String> found,
            boolean isProof,
            Map<String, Long> seen) {
        boolean isSeen = seen.keySet().stream().anyMatch(entry::asksFor);
        boolean isFound = found.stream().anyMatch(entry::asksFor);
        String explorer = isFound ? "found" : isProof ? "never" : "named, no proof";
        String java =
                switch (entry.verdict()) {
                    case ALLOWED -> "allowed";
                    case FORBIDDEN -> "forbidden";
                    case LOAD_BUFFERING -> "allowed (load buffering)";
                };
        String asked = entry.asked().replace("|", "\\|").strip();
        return "| %s | %s | `%s` | %s | %s | %d | %s | %s |"
                .formatted(
                        entry.name(),
                        entry.modes(),
                        asked,
                        java,
                        explorer,
                        found.size(),
                        isSeen ? "seen" : seen.isEmpty() ? "not run" : "",
                        seen.isEmpty() ? "" : Integer.toString(seen.size()));
    }

    private static String table(List<String> rows) {
        return "| test | modes | outcome asked | Java | explorer | outcomes | jcstress | outcomes |\n"
                + "|---|---|---|---|---|---|---|---|\n"
                + String.join("\n", rows)
                + "\n";
    }

    private static void write(String table) throws IOException {
        String page = Files.readString(PAGE);
        int begin = page.indexOf(BEGIN) + BEGIN.length();
        Files.writeString(
                PAGE, page.substring(0, begin) + table + page.substring(page.indexOf(END)));
    }
}
