package signalkit.rules;

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import signalkit.rules.meter.LeafLab;
import signalkit.rules.meter.LeafLab.Figures;

/**
 * The table of leaves agrees with what the running JDK does.
 *
 * <p>{@code mvn test -Dtest=MeasuredLeavesTest -Dleaves=regenerate} measures anew, which takes some
 * minutes, and writes the column of the running JDK; a verdict is the worst of all columns.
 */
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

    @TempDir private Path folder;

    @Test
    void the_table_agrees_with_the_running_jdk() throws IOException, InterruptedException {
        LeafLab lab = new LeafLab(folder);
        if ("regenerate".equals(System.getProperty("leaves"))) {
            regenerate(lab);
            return; // the table that was just written is not on the class path yet
        }
        Map<String, Leaves.Row> table = Leaves.read("measured.tsv");
        List<String> wrong = new ArrayList<>();
        Map<String, Figures> measured = lab.measureTogether();
        measured.forEach(
                (key, figures) -> {
                    Leaves.Row row = table.get(key);
                    if (row == null ? hasColumn(table) : !agrees(row, figures)) {
                        wrong.add(key + " " + figures + (row == null ? " no row" : " " + row));
                    }
                });
        assertTrue(measured.size() > 300, "few leaves were measured: " + measured.size());
        assertEquals(List.of(), wrong, "regenerate with -Dleaves=regenerate");
    }

    /** The meter can find: without it each verdict would be fine. */
    @Test
    void the_meter_sees_a_monitor_and_an_allocation() throws IOException, InterruptedException {
        Map<String, Figures> measured = new LeafLab(folder).measureTogether();
        assertTrue(measured.get("java.lang.StringBuffer.append(int)").warm() > 0);
        assertTrue(measured.get("java.lang.Object.<init>()").bytes() > 0);
        assertEquals(
                new Figures(0, 0, 0),
                measured.get("java.util.concurrent.atomic.AtomicInteger.incrementAndGet()"));
    }

    private static boolean hasColumn(Map<String, Leaves.Row> table) {
        return table.values().stream().anyMatch(row -> columns(row).containsKey(RELEASE));
    }

    private static boolean agrees(Leaves.Row row, Figures figures) {
        String column = columns(row).get(RELEASE);
        boolean locks = row.verdict() == Verdict.LOCK;
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

    private static void regenerate(LeafLab lab) throws IOException, InterruptedException {
        Map<String, Leaves.Row> old = Leaves.read("measured.tsv");
        Set<String> loads = lab.leavesOfUnloadedClasses();
        Map<String, String> lines = new TreeMap<>();
        lab.measureApart()
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
        boolean cold = false;
        boolean locks = false;
        boolean allocates = false;
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, String> column : columns.entrySet()) {
            String[] cells = column.getValue().split("/");
            cold |= !cells[0].equals("0");
            locks |= !cells[1].equals("0");
            allocates |= !cells[2].equals("0");
            text.append(text.length() == 0 ? "" : " ")
                    .append(column.getKey())
                    .append(':')
                    .append(column.getValue());
        }
        Verdict verdict =
                locks
                        ? Verdict.LOCK
                        : cold
                                ? allocates ? Verdict.COLD_ALLOCATES : Verdict.COLD
                                : allocates ? Verdict.ALLOCATES : Verdict.OK;
        return verdict.word() + "\t" + key + "\t-\t" + text;
    }
}
