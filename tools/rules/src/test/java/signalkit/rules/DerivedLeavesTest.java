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
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import signalkit.rules.bytecode.MethodRef;
import signalkit.rules.meter.JdkClasses;

/**
 * The verdicts of {@code derived.tsv} follow from the byte code of the JDK that runs the test.
 *
 * <p>{@code -Dleaves=regenerate} judges all methods that {@code leaves/called.txt} names and writes
 * the verdicts for this JDK beside those for others; {@code leaves/list} writes that list.
 */
@Tag("slow")
class DerivedLeavesTest {
    private static final Path TABLE = Path.of("src/main/resources/signalkit/rules/derived.tsv");
    private static final Path CALLED = Path.of("leaves/called.txt");
    private static final String HEAD =
            "# Verdicts by following the byte code of the JDK; written by DerivedLeavesTest, so do"
                    + " not edit it.\n"
                    + "# Cells: verdict, method, callbacks, and the verdict on each JDK.\n";
    private static final String JDK = String.valueOf(Runtime.version().feature());

    /** A test repeats so many rows. */
    private static final int SAMPLE = 150;

    private static DerivedLeaves derived;
    private static Map<String, List<MethodRef>> called;

    @BeforeAll
    static void read() throws IOException, InterruptedException {
        List<byte[]> classes = JdkClasses.ofBaseModule();
        derived = new DerivedLeaves(classes, JdkClasses.initialisedBeforeMain(classes));
        called = new TreeMap<>();
        for (String line : Files.readAllLines(CALLED)) {
            MethodRef ref = derived.declared(method(line));
            called.computeIfAbsent(ref.key(), k -> new ArrayList<>()).add(ref);
        }
    }

    @Test
    void the_table_says_what_the_byte_code_says() throws IOException {
        if ("regenerate".equals(System.getProperty("leaves"))) {
            regenerate();
        }
        List<String> rows =
                Files.readAllLines(TABLE).stream().filter(row -> !row.startsWith("#")).toList();
        assertTrue(rows.size() > 500, rows.size() + " rows");
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < rows.size(); i += Math.max(1, rows.size() / SAMPLE)) {
            String[] cells = rows.get(i).split("\t");
            LeafVerdict said = LeafVerdict.of(cells[0]);
            Optional<DerivedLeaves.Derived> here = judge(cells[1]);
            if (here.filter(d -> rank(d.verdict()) <= rank(said)).isEmpty()) {
                wrong.add(rows.get(i) + " is " + here);
            }
        }
        assertEquals(List.of(), wrong);
    }

    /** Two ways to a verdict that share no code. */
    @Test
    void what_is_called_harmless_takes_no_lock_when_it_is_measured() {
        List<String> wrong = new ArrayList<>();
        int compared = 0;
        for (Leaves.Row row : Leaves.read("measured.tsv").values()) {
            LeafVerdict verdict =
                    judge(row.pattern()).map(DerivedLeaves.Derived::verdict).orElse(null);
            if (verdict != null && isHarmless(verdict)) {
                compared++;
                // What a constructor makes is said of the place that calls it.
                boolean allocates =
                        row.verdict().kinds.contains(Kind.ALLOCATE)
                                && !row.pattern().contains(".<init>(");
                boolean mayAllocate = verdict.kinds.contains(Kind.ALLOCATE);
                if (row.verdict() == LeafVerdict.LOCK || allocates && !mayAllocate) {
                    wrong.add(row + " is " + verdict);
                }
            }
        }
        assertEquals(List.of(), wrong);
        assertTrue(compared > 200, compared + " were compared");
    }

    @Test
    void a_lock_a_plain_field_and_a_class_that_is_not_initialised_are_seen_in_the_jdk() {
        assertEquals(LeafVerdict.LOCK, verdict("java/util/Observable.countObservers()I"));
        assertEquals(LeafVerdict.SHARED, verdict("java/util/StringJoiner.length()I"));
        assertEquals(LeafVerdict.OK, verdict("java/lang/StackTraceElement.getLineNumber()I"));
        assertEquals(LeafVerdict.OK, verdict("java/lang/Integer.signum(I)I"));
        assertEquals(LeafVerdict.COLD, verdict("java/util/UUID.<init>(JJ)V"));
    }

    /** Each would be harmless if only what the JDK itself does and passes counted. */
    @Test
    void what_the_program_may_pass_load_or_override_is_not_harmless() {
        assertFalse(
                isHarmless(
                        "java/util/Objects.requireNonNullElseGet"
                                + "(Ljava/lang/Object;Ljava/util/function/Supplier;)Ljava/lang/Object;"));
        assertFalse(isHarmless("java/util/ArrayList.forEach(Ljava/util/function/Consumer;)V"));
        assertFalse(isHarmless("java/lang/Class.forName(Ljava/lang/String;)Ljava/lang/Class;"));
        assertFalse(isHarmless("java/util/Optional.equals(Ljava/lang/Object;)Z"));
        assertFalse(isHarmless("java/lang/Class.getMethods()[Ljava/lang/reflect/Method;"));
    }

    private static boolean isHarmless(String ref) {
        assertTrue(method(ref).parameters() != null);
        return derived.judge(method(ref)).filter(d -> isHarmless(d.verdict())).isPresent();
    }

    private static boolean isHarmless(LeafVerdict verdict) {
        return rank(verdict) <= rank(LeafVerdict.COLD_ALLOCATES);
    }

    private static LeafVerdict verdict(String ref) {
        return derived.judge(method(ref)).map(DerivedLeaves.Derived::verdict).orElse(null);
    }

    /** Methods whose keys are equal have the worst verdict of all. */
    private static Optional<DerivedLeaves.Derived> judge(String key) {
        Set<String> calls = new TreeSet<>();
        LeafVerdict worst = null;
        for (MethodRef ref : called.getOrDefault(key, List.of())) {
            DerivedLeaves.Derived one = derived.judge(ref).orElse(null);
            if (one == null) {
                return Optional.empty();
            }
            calls.addAll(one.calls());
            worst = worst == null || rank(worst) < rank(one.verdict()) ? one.verdict() : worst;
        }
        return Optional.ofNullable(worst).map(verdict -> new DerivedLeaves.Derived(verdict, calls));
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

    /** A method has a row only if each JDK that was asked and has the method has a verdict. */
    private static void regenerate() throws IOException {
        Map<String, Map<String, String>> verdicts = new TreeMap<>();
        Map<String, Set<String>> calls = new HashMap<>();
        for (String row : Files.readAllLines(TABLE)) {
            String[] cells = row.split("\t");
            if (cells.length == 4 && called.containsKey(cells[1])) {
                Map<String, String> each = verdicts.computeIfAbsent(cells[1], k -> new TreeMap<>());
                for (String cell : cells[3].split(" ")) {
                    each.put(cell.split(":")[0], cell.split(":")[1]);
                }
                calls.computeIfAbsent(cells[1], k -> new TreeSet<>())
                        .addAll(List.of(cells[2].split(",")));
            }
        }
        boolean isFirst = verdicts.isEmpty();
        Set<String> judged = new TreeSet<>();
        int open = 0;
        for (String key : called.keySet()) {
            if (called.get(key).stream().allMatch(derived::isJudged)) {
                judged.add(key);
                continue;
            }
            DerivedLeaves.Derived here = judge(key).orElse(null);
            boolean wasOpen = !isFirst && !verdicts.containsKey(key);
            if (here == null || wasOpen) {
                verdicts.remove(key);
                open++;
            } else {
                verdicts.computeIfAbsent(key, k -> new TreeMap<>()).put(JDK, here.verdict().word());
                calls.computeIfAbsent(key, k -> new TreeSet<>()).addAll(here.calls());
            }
        }
        verdicts.keySet().removeAll(judged);
        write(verdicts, calls);
        System.out.println(
                called.size()
                        + " methods: "
                        + judged.size()
                        + " judged by other tables, "
                        + verdicts.size()
                        + " derived, "
                        + open
                        + " open");
    }

    private static void write(
            Map<String, Map<String, String>> verdicts, Map<String, Set<String>> calls)
            throws IOException {
        StringBuilder text = new StringBuilder(HEAD);
        verdicts.forEach(
                (key, each) -> {
                    LeafVerdict worst =
                            each.values().stream()
                                    .map(LeafVerdict::of)
                                    .max((a, b) -> rank(a) - rank(b))
                                    .orElseThrow();
                    List<String> cells = new ArrayList<>();
                    each.forEach((jdk, verdict) -> cells.add(jdk + ":" + verdict));
                    Set<String> names = new TreeSet<>(calls.getOrDefault(key, Set.of()));
                    names.remove("-");
                    text.append(worst.word()).append('\t').append(key).append('\t');
                    text.append(names.isEmpty() ? "-" : String.join(",", names));
                    text.append('\t').append(String.join(" ", cells)).append('\n');
                });
        Files.writeString(TABLE, text.toString());
    }
}
