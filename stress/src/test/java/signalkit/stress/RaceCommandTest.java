package signalkit.stress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import signalkit.cli.Paragraph;

/** What a user of {@code race} sees. */
@Timeout(120)
class RaceCommandTest {
    @TempDir private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int race(String... arguments) {
        CommandLine line = Main.line();
        line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return line.execute(arguments);
    }

    @Test
    void list_has_each_pair_with_its_claim_and_not_the_control() {
        assertEquals(0, race("list"));
        assertEquals(StressTest.races().count(), out.toString().lines().count());
        assertTrue(
                out.toString().contains("order              Jobs are run in the order"),
                () -> "" + out);
    }

    @Test
    void show_tells_what_may_be_seen_on_each_server() {
        assertEquals(0, race("show", "7"));
        assertTrue(out.toString().contains("interesting  The last comes first"), () -> "" + out);
        assertTrue(out.toString().contains("forbidden"), () -> "" + out);
    }

    /** One run of jcstress for both claims, since its start takes seconds. */
    @Test
    @Tag("slow")
    void run_shows_how_often_each_outcome_was_seen_and_fails_when_one_is_forbidden() {
        int status = race("run", "order", "seeded", "--time=20ms", "--report=" + folder);

        String text = out.toString();
        assertTrue(text.matches("(?s).*echo-unsafe +0 +100.00 % +█{20}  interesting .*"), text);
        assertTrue(text.matches("(?s).*echo-safe +1 +100.00 % +█{20}  acceptable .*"), text);
        assertTrue(text.contains("forbidden"), text);
        assertTrue(Files.isRegularFile(folder.resolve("index.html")), text);
        assertTrue(err.toString().contains("JVM of its own: more than 60 ms"), err::toString);
        assertEquals(1, status);
    }

    @Test
    @Tag("slow")
    void a_budget_is_kept_and_what_is_printed_can_be_merged() throws Exception {
        int status = race("run", "order", "--budget=8s", "--json", "--report=" + folder);
        assertEquals(0, status, err::toString);
        assertTrue(err.toString().contains("2 tests, within about 8 s"), err::toString);
        Path file = Files.writeString(folder.resolve("here.json"), out.toString());
        out.getBuffer().setLength(0);

        assertEquals(0, race("merge", file.toString(), "--report=" + folder));
        assertTrue(out.toString().contains("echo-unsafe  0           100.00 %"), out::toString);
    }

    private Path results(String name, String server, String outcome, int samples, String expect)
            throws Exception {
        String row =
                "[{\"race\":\"order\",\"server\":\"%s\",\"outcome\":\"%s\",\"samples\":%d,"
                        + "\"expect\":\"%s\",\"means\":\"In order.\",\"machine\":\"%s\"}]";
        return Files.writeString(
                folder.resolve(name), row.formatted(server, outcome, samples, expect, name));
    }

    @Test
    void merge_adds_up_what_several_machines_have_seen() throws Exception {
        Path one = results("one", "safe", "1", 30, "acceptable");
        Path two = results("two", "safe", "1", 12, "acceptable");

        assertEquals(0, race("merge", "--json", "--report=" + folder, "" + one, "" + two));
        assertTrue(out.toString().contains("\"samples\":42,"), out::toString);
        assertTrue(out.toString().contains("\"machine\":\"one; two\""), out::toString);
        String page = Files.readString(folder.resolve("races.html"));
        assertTrue(page.contains("100.00 % of 42"), page);
        assertFalse(page.contains("index.html"), page);
    }

    @Test
    void a_forbidden_outcome_of_one_machine_is_forbidden_in_the_sum() throws Exception {
        Path good = results("good", "safe", "1", 1_000_000, "acceptable");
        Path bad = results("bad", "safe", "0", 1, "forbidden");

        assertEquals(1, race("merge", "--report=" + folder, "" + good, "" + bad));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no",
                "{}",
                "[]",
                "[null]",
                "[{\"race\":\"order\",\"server\":\"other\"}]",
                "[{\"race\":\"order\",\"server\":\"safe\",\"outcome\":\"1\",\"samples\":-1,"
                        + "\"expect\":\"acceptable\",\"means\":\"\"}]",
            })
    void a_file_that_holds_no_results_is_named(String text) throws Exception {
        Path file = Files.writeString(folder.resolve("results.json"), text);

        assertEquals(2, race("merge", "--report=" + folder, file.toString()));
        assertTrue(err.toString().startsWith("error: " + file + " "), err::toString);
        assertEquals(1, err.toString().lines().count());
    }

    @Test
    void jcstress_finds_its_classes_from_another_folder() {
        String path = Jcstress.absolute("a.jar" + File.pathSeparator + folder.toAbsolutePath());
        assertEquals(
                Path.of("").toAbsolutePath().resolve("a.jar") + File.pathSeparator + folder, path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "list --help", "show --help", "run --help", "run --version"})
    void each_command_explains_itself(String words) {
        assertEquals(0, race(words.split(" ")));
        assertTrue(out.toString().contains("race"), out::toString);
        assertEquals("", err.toString());
    }

    @Test
    void a_long_text_is_broken_into_a_column_of_its_own_where_the_terminal_ends() {
        assertEquals(
                List.of(" 1  name  It takes more than one", "          line."),
                Paragraph.wrap(" 1  name  ", "It takes more than one line.", 34));
    }

    @Test
    void a_text_gets_lines_of_its_own_where_the_terminal_is_narrow() {
        assertEquals(
                List.of(" 1  name", "    It takes more", "    than one line."),
                Paragraph.wrap(" 1  name  ", "It takes more than one line.", 20));
    }

    @ParameterizedTest
    @CsvSource({
        "show nope, no race is called nope; there is: lost-job",
        "run 99, no race is called 99",
        "run --time 5, --time 5 is no time from 1ms to 60m",
        "run --time 0s, --time 0s is no time",
        "run --time 9223372036854775807s, --time 9223372036854775807s is no time",
        "run --budget 0m, --budget 0m is no time from 1ms to 60m",
        "run --budget 61m, --budget 61m is no time",
        "run --budget 5s --time 1s, give --time or --budget",
        "merge, race merge needs FILE",
        "merge /nowhere/a.json, there is no file /nowhere/a.json; make one with race run --json",
        "start, race has no command start (see: tools/kit race --help)",
        "run order --report /dev/null/x, no report can be written to /dev/null/x; name another",
    })
    void bad_input_is_one_clear_line(String words, String message) {
        assertEquals(2, race(words.split(" ")));
        assertTrue(err.toString().startsWith("error: "), err::toString);
        assertTrue(err.toString().contains(message), err::toString);
        assertEquals(1, err.toString().lines().count());
    }
}
