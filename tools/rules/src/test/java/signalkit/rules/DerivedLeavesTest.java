package signalkit.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import signalkit.rules.bytecode.MethodRef;
import signalkit.rules.meter.JdkClasses;

/**
 * The verdicts of {@code derived.tsv} follow from the byte code of the JDK that runs the test.
 *
 * <p>{@code -Dleaves=regenerate -Dleaves.methods=FILE} judges the methods that the file names, as
 * byte code does, and writes the verdicts for this JDK beside those of others.
 */
@Tag("slow")
class DerivedLeavesTest {
    private static final Path TABLE =
            Path.of("src/main/resources/signalkit/rules/derived.tsv").toAbsolutePath();
    private static final String HEAD =
            "# Verdicts by following the byte code of the JDK; written by DerivedLeavesTest, so do"
                    + " not edit it.\n# Cells: verdict, method, callbacks, and the verdict on each"
                    + " JDK with the method as byte code names it.\n";
    private static final String JDK = String.valueOf(Runtime.version().feature());

    private final DerivedLeaves derived;

    DerivedLeavesTest() throws IOException {
        derived = new DerivedLeaves(JdkClasses.ofBaseModule());
    }

    @Test
    void the_table_says_what_the_byte_code_says() throws IOException {
        if ("regenerate".equals(System.getProperty("leaves"))) {
            regenerate(Files.readAllLines(Path.of(System.getProperty("leaves.methods"))));
        }
        List<String> rows = rows();
        assertTrue(rows.size() > 500, rows.size() + " rows");
        List<String> wrong = new ArrayList<>();
        int step = Math.max(1, rows.size() / 200);
        for (int i = 0; i < rows.size(); i += step) {
            String[] cells = rows.get(i).split("\t");
            LeafVerdict said = LeafVerdict.of(cells[0]);
            Optional<DerivedLeaves.Derived> here = derived.judge(method(cells[4]));
            if (cells[3].contains(JDK + ":")
                    && here.filter(d -> rank(d.verdict()) <= rank(said)).isEmpty()) {
                wrong.add(rows.get(i) + " is " + here);
            }
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    void a_lock_and_a_plain_field_are_seen_in_the_jdk() {
        assertEquals(
                Optional.of(LeafVerdict.LOCK), verdict("java/util/Observable.countObservers()I"));
        assertEquals(Optional.of(LeafVerdict.SHARED), verdict("java/util/StringJoiner.length()I"));
        assertEquals(
                Optional.of(LeafVerdict.OK),
                verdict("java/lang/StackTraceElement.getLineNumber()I"));
        assertFalse(verdict("java/lang/Class.getMethods()[Ljava/lang/reflect/Method;").isPresent());
    }

    private Optional<LeafVerdict> verdict(String ref) {
        return derived.judge(method(ref)).map(DerivedLeaves.Derived::verdict);
    }

    private static MethodRef method(String text) {
        int parameters = text.indexOf('(');
        int name = text.lastIndexOf('.', parameters);
        return new MethodRef(
                text.substring(0, name),
                text.substring(name + 1, parameters),
                text.substring(parameters));
    }

    /** How bad a verdict is; it may be better on one JDK than on another. */
    private static int rank(LeafVerdict verdict) {
        return List.of(
                        LeafVerdict.OK,
                        LeafVerdict.ALLOCATES,
                        LeafVerdict.COLD,
                        LeafVerdict.COLD_ALLOCATES,
                        LeafVerdict.SHARED,
                        LeafVerdict.LOCK)
                .indexOf(verdict);
    }

    private static List<String> rows() throws IOException {
        return Files.readAllLines(TABLE).stream().filter(line -> !line.startsWith("#")).toList();
    }

    private void regenerate(List<String> methods) throws IOException {
        Map<String, Map<String, String>> verdicts = new TreeMap<>();
        Map<String, String> calls = new HashMap<>();
        for (String row : rows()) {
            String[] cells = row.split("\t");
            Map<String, String> each = verdicts.computeIfAbsent(cells[4], m -> new TreeMap<>());
            for (String cell : cells[3].split(" ")) {
                each.put(cell.split(":")[0], cell.split(":")[1]);
            }
            calls.put(cells[4], cells[2]);
        }
        for (String name : methods) {
            Map<String, String> each = verdicts.computeIfAbsent(name, m -> new TreeMap<>());
            Optional<DerivedLeaves.Derived> judged = derived.judge(method(name));
            each.put(JDK, judged.map(d -> d.verdict().word()).orElse("none"));
            judged.filter(d -> !d.calls().isEmpty())
                    .ifPresent(d -> calls.put(name, String.join(",", d.calls())));
        }
        StringBuilder text = new StringBuilder(HEAD);
        verdicts.forEach(
                (name, each) -> {
                    if (!each.containsValue("none")) {
                        LeafVerdict worst =
                                each.values().stream()
                                        .map(LeafVerdict::of)
                                        .max((a, b) -> rank(a) - rank(b))
                                        .orElseThrow();
                        List<String> cells = new ArrayList<>();
                        each.forEach((jdk, verdict) -> cells.add(jdk + ":" + verdict));
                        text.append(worst.word()).append('\t').append(method(name).key());
                        text.append('\t').append(calls.getOrDefault(name, "-"));
                        text.append('\t').append(String.join(" ", cells));
                        text.append('\t').append(name).append('\n');
                    }
                });
        Files.writeString(TABLE, text.toString());
    }
}
