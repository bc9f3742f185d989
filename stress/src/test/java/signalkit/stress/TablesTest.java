package signalkit.stress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.infra.TestInfo;
import org.openjdk.jcstress.infra.grading.GradingResult;

/**
 * The table in each test's header has the outcomes that jcstress knows of that test, as they are
 * expected and with what they mean.
 *
 * <p>With {@code -Pstress-full -Dstress.write} the races are run for a second each and the tables
 * written again; with {@code -Dstress.write=NAME,NAME} only these. A race that a second does not
 * show is run in every configuration that jcstress has, which takes some minutes more.
 */
@Timeout(3600)
class TablesTest {

    @TempDir static Path folder;

    @BeforeAll
    static void writeTablesIfAsked() throws Exception {
        String asked = System.getProperty("stress.write");
        if (asked != null) {
            List<String> names = List.of(asked.split(","));
            List<Race> races =
                    Race.all().stream()
                            .filter(race -> asked.equals("true") || names.contains(race.name()))
                            .toList();
            List<Race> unseen = write(races, false);
            if (!unseen.isEmpty()) {
                write(unseen, true);
            }
        }
    }

    /** Returns the races that were not seen. */
    private static List<Race> write(List<Race> races, boolean full) throws Exception {
        Duration time = Duration.ofMillis(full ? 200 : 1000);
        Jcstress.Results results =
                new Jcstress(folder).run(Race.pattern(races), time, full, (done, of) -> {});
        List<Race> unseen = new ArrayList<>();
        for (Race race : races) {
            String command =
                    "race run " + race.name() + (full ? " --full --time 200ms" : " --time 1s");
            for (TestInfo test : race.tests().values()) {
                Collection<GradingResult> seen = results.outcomes().get(test.name()).values();
                Path source = source(test);
                String text = ResultTable.put(Files.readString(source), command, seen);
                Files.writeString(source, text);
                if (mayBeSeen(test)
                        && seen.stream().noneMatch(one -> isRace(one.expect) && one.count > 0)) {
                    unseen.add(race);
                }
            }
        }
        return unseen;
    }

    private static boolean isRace(Expect expect) {
        return expect == Expect.ACCEPTABLE_INTERESTING;
    }

    private static boolean mayBeSeen(TestInfo test) {
        return test.cases().stream().anyMatch(one -> isRace(one.expect()));
    }

    static Stream<TestInfo> tests() {
        return Race.all().stream().flatMap(race -> race.tests().values().stream());
    }

    private static Path source(TestInfo test) {
        return Path.of("src/main/java", test.name().replace('.', '/') + ".java");
    }

    private static List<String> faults(TestInfo test, String source) {
        Race race =
                Race.all().stream()
                        .filter(one -> one.tests().containsValue(test))
                        .findFirst()
                        .orElseThrow();
        return ResultTable.faults(source, race, test);
    }

    @ParameterizedTest
    @MethodSource("tests")
    void a_header_shows_a_run_with_each_outcome_as_it_is_expected(TestInfo test)
            throws IOException {
        assertEquals(
                List.of(),
                faults(test, Files.readString(source(test))),
                "write the tables again with -Pstress-full -Dtest=TablesTest -Dstress.write");
    }

    @ParameterizedTest
    @MethodSource("tests")
    void a_header_shows_a_run_in_which_the_race_was_seen(TestInfo test) throws IOException {
        String seen = " \\* .* [1-9][\\d,]* .* interesting .*";
        assertEquals(
                mayBeSeen(test),
                Files.readString(source(test)).lines().anyMatch(line -> line.matches(seen)));
    }

    @Test
    void a_table_that_no_longer_fits_is_noticed() throws IOException {
        TestInfo test = Race.all().get(1).tests().get("echo-unsafe");
        String source = Files.readString(source(test));
        assertEquals(List.of(), faults(test, source));
        for (String[] change :
                new String[][] {
                    {"  acceptable ", "  forbidden  "},
                    {"Served", "Ignored"},
                    {" \\* +1, 1 .*\n", ""},
                    {" 1, 0 ", " 1, 2 "},
                    {"kit> race run lost-job", "kit> race run order"},
                    {"JDK \\S+", "JDK"},
                    {"\\d\\d\\.\\d\\d %", "12.34 %"},
                    {"<pre>", "<p>"},
                }) {
            String changed = source.replaceFirst("(?m)" + change[0], change[1]);
            assertFalse(changed.equals(source), change[0]);
            assertFalse(faults(test, changed).isEmpty(), changed);
        }
    }

    @Test
    void a_table_that_was_written_is_read_back() throws IOException {
        TestInfo test = Race.all().get(1).tests().get("echo-unsafe");
        String source = Files.readString(source(test));
        List<GradingResult> seen =
                test.cases().stream()
                        .map(one -> result(one.matchPattern(), one.expect(), one.description()))
                        .toList();
        String written = ResultTable.put(source, "race run lost-job --time 1s", seen);
        assertEquals(List.of(), faults(test, written));
        assertTrue(written.lines().allMatch(line -> line.length() <= 100), written);
        assertEquals(ResultTable.strip(source), ResultTable.strip(written));
    }

    private static GradingResult result(String id, Expect expect, String means) {
        return new GradingResult(id, expect, 1_234_567_890, means);
    }
}
