package signalkit.explorer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/**
 * From the command line: a search in parts, the workflow that does it in twenty jobs, and classes.
 */
class OtherSearchesTest {
    private static final String OWN = "signalkit.sample.Masked";

    @TempDir private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        CommandLine line = Main.line();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(arguments);
    }

    private static String classPath() throws Exception {
        return Path.of(
                        OtherSearchesTest.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toURI())
                .toString();
    }

    @Test
    void the_parts_of_a_proof_are_merged_into_it() throws Exception {
        String one = folder.resolve("one").toString();
        String two = folder.resolve("two").toString();
        String path = classPath();
        assertEquals(3, run("explore", OWN, "--class-path", path, "--shard", "1/2", "--out", one));
        assertEquals(3, run("explore", OWN, "--class-path", path, "--shard", "2/2", "--out", two));
        assertEquals(0, run("explore", "merge", one, two), err.toString());
        assertTrue(out.toString().startsWith(OWN + ": proved: all "), out.toString());
        assertEquals(3, run("explore", "merge", one));
        assertTrue(out.toString().contains("missing of 2 parts: 2"), out.toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "explore x --class-path . --shard 1/2 | --shard needs --out FILE",
                "explore x --class-path . --shard 3/2 --out f | there is no part 3 of 2",
                "explore x --class-path . --shard two --out f | 'two' is no part of a search",
                "explore x --class-path . --shard 1/2 --out f --known nowhere | there is no file nowhere",
                "explore x --class-path . --shard 1/2 --out f --unreduced | --shard and --unreduced",
                "explore merge nowhere | there is no file nowhere",
                "explore linearizable x | name your own code with --class-path",
                "explore linearizable x --class-path . | there is no class x",
                "explore linearizable java.util.ArrayDeque --class-path . --operations 9 | the ",
                "explore linearizable x --class-path . --threads 1 | 2 to 8 threads can call",
                "explore merge | explore merge needs FILE",
            })
    void bad_usage_is_one_line_with_the_remedy(String arguments, String message) {
        assertEquals(2, run(arguments.split(" ")));
        assertTrue(err.toString().startsWith("error: " + message), err.toString());
        assertEquals(1, err.toString().lines().count(), err.toString());
    }

    @Test
    void a_class_that_is_not_linearizable_is_shown_as_a_history_and_replayed() throws Exception {
        String type = "signalkit.sample.Shared$Ticket";
        String path = classPath();
        assertEquals(1, run("explore", "linearizable", type, "--class-path", path));
        String text = out.toString();
        assertEquals(2, match(text, "(calls next)").size(), text);
        assertEquals(2, match(text, "(returns 1)").size(), text);
        String id = match(text, "all steps: tools/kit replay (\\S+)").get(0);
        assertTrue(id.startsWith(type + "@next+next:"), id);
        assertEquals(1, run("replay", id, "--class-path", path), err.toString());
        assertTrue(out.toString().contains("writes last"), out.toString());
    }

    @Test
    void a_class_that_is_linearizable_is_proved() throws Exception {
        String type = "signalkit.sample.Shared$LockedQueue";
        String path = classPath();
        String[] arguments = {
            "explore", "linearizable", type, "--class-path", path, "--operations", "1"
        };
        assertEquals(0, run(arguments), err.toString());
        assertTrue(out.toString().contains("proved: all 10 programs of 2 threads"));
    }

    /** Each command of the example is one that the explorer takes, and its numbers agree. */
    @Test
    void the_workflow_has_commands_that_work_and_all_twenty_parts() throws IOException {
        String text = Files.readString(Path.of("../../docs/explore-in-parts.yml"));
        String scenario = match(text, "SCENARIO: (.*)").get(0);
        List<String> commands =
                match(text, "tools/kit (explore [^|\\n]*(?:\\n +--shard[^|\\n]*)?)");

        assertEquals(3, commands.size(), commands::toString);
        for (String command : commands) {
            String typed =
                    command.replace("$SCENARIO", scenario)
                            .replaceAll("\\$\\{\\{ matrix.number }}", "7")
                            .trim();
            Main.line().parseArgs(typed.split("\\s+"));
        }
        String numbers = match(text, "number: \\[(.*)]").get(0);
        assertEquals(20, numbers.split(", ").length);
        assertTrue(text.contains("--shard ${{ matrix.number }}/20 "));
        for (int i = 1; i <= 20; i++) {
            assertTrue((", " + numbers + ",").contains(", " + i + ","), numbers);
        }
    }

    private static List<String> match(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map((MatchResult result) -> result.group(1))
                .toList();
    }
}
