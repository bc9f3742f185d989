package signalkit.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import signalkit.rules.meter.LeafLab;
import signalkit.rules.meter.LeafLab.Figures;

/**
 * The table of leaves agrees with what the running JDK does.
 *
 * <p>{@code mvn test -Dtest=MeasuredLeavesTest -Dleaves=regenerate} measures again, which takes
 * some minutes, and writes the column of the running JDK; {@code -Dleaves=missing} measures only
 * what has none. A verdict is the worst of all columns.
 */
@Tag("slow")
class MeasuredLeavesTest {
    private static final String RELEASE = String.valueOf(Runtime.version().feature());
    private static final Path TABLE = Path.of("src/main/resources/signalkit/rules/measured.tsv");

    private static final List<String> HEADER =
            List.of(
                    "# Verdicts by measurement; written by MeasuredLeavesTest, so do not edit it.",
                    "# Cells: verdict, method, callbacks (none), and for each JDK the lock events"
                            + " of the first",
                    "# call and of a later one, then the bytes that a later one allocates; c:"
                            + " the first use loads the class.");

    private static final String OFFER = "java.util.concurrent.SynchronousQueue.offer(Object)";

    @TempDir private static Path folder;

    private static LeafLab lab;
    private static Map<String, Figures> measured;

    @BeforeAll
    static void measure() throws IOException, InterruptedException {
        lab = new LeafLab(folder);
        measured = lab.measureTogether();
    }

    @Test
    void the_table_agrees_with_the_running_jdk() throws IOException, InterruptedException {
        String leaves = System.getProperty("leaves", "");
        if (leaves.equals("regenerate") || leaves.equals("missing")) {
            regenerate(leaves.equals("missing"));
            return; // the table that was just written is not on the class path yet
        }
        Map<String, Leaves.Row> table = Leaves.read("measured.tsv");
        List<String> wrong = new ArrayList<>();
        measured.forEach(
                (key, figures) -> {
                    Leaves.Row row = table.get(key);
                    if (row == null ? hasColumn(table) : !agrees(row, figures)) {
                        wrong.add(key + " " + figures + (row == null ? " no row" : " " + row));
                    }
                });
        assertTrue(measured.size() > 300, "few leaves were measured: " + measured.size());
        assertEquals(List.of(), wrong, "regenerate with -Dleaves=regenerate");
        assertEquals(List.of(), neverMeasured(table, measured.keySet()), "no such methods");
    }

    private static List<String> neverMeasured(Map<String, Leaves.Row> table, Set<String> keys) {
        return table.values().stream()
                .filter(row -> columns(row).containsKey(RELEASE))
                .map(Leaves.Row::pattern)
                .filter(key -> !keys.contains(key))
                .toList();
    }

    @Test
    void each_verdict_is_that_of_its_figures() {
        Map<String, Leaves.Row> table = Leaves.read("measured.tsv");
        List<String> wrong =
                table.values().stream()
                        .filter(row -> row.verdict() != verdict(columns(row)))
                        .map(Leaves.Row::toString)
                        .toList();
        assertTrue(table.size() > 300, "few rows: " + table.size());
        assertEquals(List.of(), wrong, "regenerate with -Dleaves=regenerate");
    }

    /** A judgement may object to more than the meter hears, never to less. */
    @Test
    void no_row_of_policy_is_better_than_what_was_measured() {
        Map<String, Leaves.Row> policy = Leaves.read("policy.tsv");
        List<String> wrong = new ArrayList<>();
        for (Leaves.Row row : Leaves.read("measured.tsv").values()) {
            String key = row.pattern();
            String name = key.substring(0, key.indexOf('('));
            Leaves.Row judged = policy.getOrDefault(key, policy.get(name));
            boolean isHarmless =
                    judged != null
                            && Set.of(Kind.FIRST_USE, Kind.ALLOCATE)
                                    .containsAll(judged.verdict().kinds);
            if (isHarmless
                    && (row.verdict() == LeafVerdict.LOCK
                            || !judged.verdict().kinds.containsAll(row.verdict().kinds))) {
                wrong.add(judged + " but " + row);
            }
        }
        assertEquals(List.of(), wrong);
        assertEquals(LeafVerdict.WAKES, policy.get(OFFER).verdict());
    }

    /** Some of those that are cold and some that are not: each needs a JVM of its own. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "java.lang.ProcessHandle.current()",
                "java.util.concurrent.atomic.LongAdder.increment()",
                "java.util.concurrent.atomic.AtomicInteger.incrementAndGet()",
            })
    void a_first_call_takes_as_many_locks_as_the_table_says(String key) throws Exception {
        String column = columns(Leaves.read("measured.tsv").get(key)).get(RELEASE);
        assumeTrue(column != null, "another release than those of the columns");

        int cold = lab.measureAlone(key).cold();

        int known = Integer.parseInt(column.split("/")[0].replace("c", ""));
        assertEquals(known > 0, cold > 0, "cold " + cold + ", the table says " + column);
    }

    /** Two agents that know nothing of each other hear the same leaves lock. */
    @Test
    void the_handler_sanitizer_hears_the_locks_of_the_same_leaves() throws Exception {
        List<String> different = new ArrayList<>();
        Map<String, Integer> heard = lab.sanitize();
        heard.forEach(
                (key, locks) -> {
                    if (measured.containsKey(key) && (measured.get(key).warm() > 0) != locks > 0) {
                        different.add(key + ": " + measured.get(key) + ", heard " + locks);
                    }
                });
        assertTrue(heard.size() > 300, "few leaves were heard: " + heard.size());
        assertEquals(List.of(), different);
        assertTrue(heard.get("java.lang.StringBuffer.append(int)") > 0);
    }

    /** The meter can find: without it each verdict would be fine. */
    @Test
    void the_meter_sees_a_monitor_and_an_allocation() {
        assertTrue(measured.get("java.lang.StringBuffer.append(int)").warm() > 0);
        assertTrue(measured.get("java.lang.Object.<init>()").bytes() > 0);
        assertEquals(
                new Figures(0, 0, 0),
                measured.get("java.util.concurrent.atomic.AtomicInteger.incrementAndGet()"));
    }

    private static boolean hasColumn(Map<String, Leaves.Row> table) {
        return table.values().stream().anyMatch(MeasuredLeavesTest::hasColumn);
    }

    private static boolean hasColumn(Leaves.Row row) {
        return row != null && columns(row).containsKey(RELEASE);
    }

    private static boolean agrees(Leaves.Row row, Figures figures) {
        String column = columns(row).get(RELEASE);
        boolean locks = row.verdict() == LeafVerdict.LOCK;
        boolean allocates = row.verdict().kinds.contains(Kind.ALLOCATE);
        if (column == null) { // another release than those of the columns: only no worse
            return (figures.warm() == 0 || locks) && (figures.bytes() == 0 || allocates || locks);
        }
        String[] cells = column.split("/");
        return (figures.warm() > 0) == (Integer.parseInt(cells[1]) > 0)
                && (figures.bytes() > 0) == (Long.parseLong(cells[2]) > 0);
    }

    private static Map<String, String> columns(Leaves.Row row) {
        Map<String, String> columns = new TreeMap<>();
        for (String column : row.text().split(" ")) {
            String[] parts = column.split(":");
            if (parts.length == 2) {
                columns.put(parts[0], parts[1]);
            }
        }
        return columns;
    }

    private static void regenerate(boolean onlyMissing) throws IOException, InterruptedException {
        Map<String, Leaves.Row> old = Leaves.read("measured.tsv");
        Set<String> loads = lab.leavesOfUnloadedClasses();
        Map<String, String> lines = new TreeMap<>();
        if (onlyMissing) {
            old.values()
                    .forEach(row -> lines.put(row.pattern(), line(row.pattern(), columns(row))));
        }
        lab.measureApart(key -> !onlyMissing || !hasColumn(old.get(key)))
                .forEach(
                        (key, f) -> {
                            Map<String, String> columns =
                                    old.containsKey(key) ? columns(old.get(key)) : new TreeMap<>();
                            String cold = loads.contains(key) ? "c" : "";
                            columns.put(
                                    RELEASE, f.cold() + cold + "/" + f.warm() + "/" + f.bytes());
                            lines.put(key, line(key, columns));
                        });
        List<String> text = new ArrayList<>(HEADER);
        text.addAll(lines.values());
        Files.write(TABLE, text);
    }

    private static String line(String key, Map<String, String> columns) {
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, String> column : columns.entrySet()) {
            text.append(text.length() == 0 ? "" : " ")
                    .append(column.getKey())
                    .append(':')
                    .append(column.getValue());
        }
        return verdict(columns).word() + "\t" + key + "\t-\t" + text;
    }

    /** The worst of all columns. */
    private static LeafVerdict verdict(Map<String, String> columns) {
        boolean cold = false;
        boolean locks = false;
        boolean allocates = false;
        for (String column : columns.values()) {
            String[] cells = column.split("/");
            cold |= !cells[0].equals("0");
            locks |= !cells[1].equals("0");
            allocates |= !cells[2].equals("0");
        }
        if (locks) {
            return LeafVerdict.LOCK;
        }
        if (cold) {
            return allocates ? LeafVerdict.COLD_ALLOCATES : LeafVerdict.COLD;
        }
        return allocates ? LeafVerdict.ALLOCATES : LeafVerdict.OK;
    }
}
