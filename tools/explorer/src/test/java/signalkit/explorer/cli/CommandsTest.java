package signalkit.explorer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import signalkit.explorer.Explorer;

class CommandsTest {
    private static final Pattern REPLAY =
            Pattern.compile("replay it with: tools/kit replay (\\S+)");

    @TempDir private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private static String classPath() throws Exception {
        return Path.of(
                        CommandsTest.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toURI())
                .toString();
    }

    private int run(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        CommandLine line = Main.line();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(arguments);
    }

    private int runOwn(String command, String subject, String... more) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(command, subject));
        arguments.addAll(List.of("--class-path", classPath(), "--source", "src/test/java"));
        arguments.addAll(List.of(more));
        return run(arguments.toArray(String[]::new));
    }

    private String idOfFailure() throws Exception {
        assertEquals(1, runOwn("explore", "signalkit.sample.SelfDeadlock"));
        Matcher matcher = REPLAY.matcher(out.toString());
        assertTrue(matcher.find(), out.toString());
        return matcher.group(1);
    }

    @Test
    void what_is_refused_has_no_schedule_to_replay() throws Exception {
        assertEquals(3, runOwn("explore", "signalkit.sample.Listens"));

        assertTrue(out.toString().contains("refused: new java.net.ServerSocket"), out.toString());
        assertFalse(REPLAY.matcher(out.toString()).find(), out.toString());

        String check =
                assertThrows(
                                AssertionError.class,
                                () -> Explorer.check(() -> new ServerSocket(0).close()))
                        .getMessage();
        assertTrue(check.contains("refused: new java.net.ServerSocket"), check);
        assertFalse(check.contains("To run this schedule"), check);
    }

    @Test
    void an_error_names_the_command_as_it_is_typed() {
        assertEquals(2, run("replay", "x", "y"));
        assertTrue(err.toString().contains("for replay (see: "), err.toString());
    }

    /** As a program, since it is a process that has a locale, and gets signals. */
    private static Process start(String subject, String... more) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(Main.class.getName(), "explore", subject));
        command.addAll(List.of("--class-path", classPath()));
        command.addAll(List.of(more));
        ProcessBuilder explore = new ProcessBuilder(command);
        explore.environment().put("LC_ALL", "C");
        return explore.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    }

    private static String printed(Process process) throws Exception {
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void a_locale_without_unicode_leaves_the_bytes_of_a_pipe_alone() throws Exception {
        Process process = start("signalkit.sample.SelfDeadlock");
        String printed = printed(process);
        assertEquals(1, process.waitFor());
        assertTrue(printed.contains("│ tries to lock jobs"), printed);
    }

    @Test
    void a_failure_is_shown_as_a_table_with_its_kind_and_its_id() throws Exception {
        assertEquals(1, runOwn("explore", "signalkit.sample.SelfDeadlock"));
        assertTrue(out.toString().contains("\nself-deadlock: main waits for jobs"), out.toString());
        assertTrue(out.toString().contains("│ tries to lock jobs"), out.toString());
        assertTrue(out.toString().contains("mutex.lock();"), out.toString());
    }

    @Test
    void a_proof_says_its_counts_and_its_bounds() throws Exception {
        assertEquals(0, runOwn("explore", "signalkit.sample.Masked", "--preemptions", "1"));
        String text = out.toString();
        assertTrue(text.contains("proved: all "), text);
        assertTrue(text.contains("with at most 1 preemption"), text);
        assertTrue(text.contains("so it holds under the Java memory model"), text);
    }

    @Test
    void a_bound_that_cuts_the_search_is_no_proof() throws Exception {
        assertEquals(3, runOwn("explore", "signalkit.sample.Masked", "--runs", "1"));
        assertTrue(out.toString().contains("no proof"), out.toString());
        assertFalse(out.toString().contains("proved"), out.toString());
    }

    @Test
    void an_id_shows_the_same_failure_again() throws Exception {
        assertEquals(1, runOwn("replay", idOfFailure()));
        assertTrue(out.toString().contains("\nself-deadlock: main waits for jobs"), out.toString());
    }

    @Test
    void an_id_can_be_tried_on_other_code() throws Exception {
        assertEquals(0, runOwn("replay", idOfFailure(), "--on", "signalkit.sample.Masked"));
        assertTrue(out.toString().contains("choices of the schedule that were made: 0 of 1;"));
        assertTrue(out.toString().endsWith("no failure\n"), out.toString());
    }

    @Test
    void the_command_that_is_printed_replays_the_failure() throws Exception {
        runOwn("explore", "signalkit.sample.SelfDeadlock", "--steps", "300");
        Matcher command = Pattern.compile("tools/kit (replay .*)").matcher(out.toString());
        assertTrue(command.find(), out.toString());

        assertEquals(1, run(command.group(1).split(" ")), err.toString());
        assertTrue(
                command.group(1).endsWith("--source src/test/java --steps 300"), command.group());
    }

    /** Such as the id of another scenario, or one from before the code was mended. */
    @Test
    void an_id_that_its_own_code_does_not_come_to_is_bad_usage() throws Exception {
        String schedule = idOfFailure().substring("signalkit.sample.SelfDeadlock".length());
        String id = "signalkit.sample.Masked" + schedule;

        assertEquals(2, runOwn("replay", id));

        String message =
                "error: '"
                        + id
                        + "' is no id of signalkit.sample.Masked as it is now, which"
                        + " comes to 0 of its 1 choices; look for one with: tools/kit explore"
                        + " signalkit.sample.Masked --class-path ";
        assertTrue(err.toString().startsWith(message), err.toString());
        assertEquals(1, err.toString().lines().count(), err.toString());
    }

    @Test
    void an_id_that_shows_nothing_on_its_own_code_is_bad_usage() throws Exception {
        assertEquals(2, runOwn("replay", "signalkit.sample.Masked:0"));
        assertTrue(err.toString().contains("as it is now, which ends in order; "), err.toString());
    }

    @Test
    void no_cut_of_an_id_is_taken_for_it() throws Exception {
        String id = idOfFailure();
        int colon = id.indexOf(':');
        for (int end = colon; end < id.length(); end++) {
            String cut = id.substring(0, end);
            // A 0 alone is the plain schedule, which shows a warning.
            int status = cut.substring(colon).equals(":0") ? 0 : 2;
            assertEquals(status, runOwn("replay", cut), cut);
            assertEquals(status / 2, err.toString().lines().count(), err.toString());
        }
    }

    @Test
    void an_id_of_a_server_is_not_looked_for_in_code_of_ones_own() throws Exception {
        assertEquals(2, runOwn("replay", "torn-list@unsafe:0aw1-z"));
        assertTrue(err.toString().contains("; leave --class-path out"), err.toString());
    }

    @Test
    void json_is_one_object_with_the_trace() throws Exception {
        assertEquals(1, runOwn("explore", "signalkit.sample.SelfDeadlock", "--json"));
        JsonObject json = JsonParser.parseString(out.toString()).getAsJsonObject();
        assertFalse(json.get("proof").getAsBoolean());
        assertEquals("self-deadlock", json.getAsJsonObject("failure").get("kind").getAsString());
        assertFalse(json.getAsJsonObject("trace").getAsJsonArray("steps").isEmpty());
        String id = json.getAsJsonObject("failure").get("id").getAsString();
        assertEquals(1, runOwn("replay", id, "--json"));
        assertEquals(
                json.getAsJsonObject("trace"),
                JsonParser.parseString(out.toString()).getAsJsonObject());
    }

    @Test
    void a_proof_as_json_has_neither_failure_nor_trace() throws Exception {
        assertEquals(0, runOwn("explore", "signalkit.sample.Masked", "--json"));
        JsonObject json = JsonParser.parseString(out.toString()).getAsJsonObject();
        assertTrue(json.get("proof").getAsBoolean());
        assertTrue(json.get("failure").isJsonNull() && json.get("trace").isJsonNull());
    }

    @Test
    void html_goes_to_a_file() throws Exception {
        Path page = folder.resolve("trace.html");
        assertEquals(1, runOwn("replay", idOfFailure(), "--html", page.toString()));
        assertTrue(Files.readString(page).startsWith("<!DOCTYPE html>"));
    }

    @Test
    void a_page_that_cannot_be_written_is_bad_usage() throws Exception {
        String id = idOfFailure();
        Path page = folder.resolve("missing/trace.html");
        assertEquals(2, runOwn("replay", id, "--html", page.toString()));
        assertTrue(err.toString().startsWith("error: cannot write " + page), err.toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "explore self-deadlock --on unsafe | name a catalogue with --catalogue, or your own"
                        + " code",
                "explore x --class-path missing.jar | missing.jar does not exist; name jars",
                "explore x --class-path . --on safe | --on and --class-path exclude each other",
                "explore no.Such --class-path . | there is no class no.Such",
                "explore x --class-path . --preemptions -1 | --preemptions -1 is out of"
                        + " range: 0 or more",
                "explore x --class-path . --time -5 | --time -5 is out of range: 0 or more",
                "explore x --class-path . --out x.json | --out and --known need --shard K/N",
                "explore x --class-path pom.xml | pom.xml is not a jar; name jars",
                "explore merge . | cannot read .: Is a directory",
                "explore x --class-path . --weave java. | java. cannot be woven",
                "replay lost-job | 'lost-job' is no id; copy one that explore printed",
                "explore x --class-path . --older-values -1 | --older-values -1 is out of",
                "replay lost-job:!! | «!!» is no schedule: it has a !",
                "replay | replay needs ID (see: tools/kit replay --help)",
            })
    void bad_usage_is_one_line_with_the_remedy(String arguments, String message) {
        assertEquals(2, run(arguments.split(" ")));
        assertTrue(err.toString().startsWith("error: " + message), err.toString());
        assertEquals(1, err.toString().lines().count(), err.toString());
        assertEquals("", out.toString());
    }

    @Test
    void older_values_are_bounded_by_an_option() throws Exception {
        assertEquals(1, dekker("2"));
        assertTrue(out.toString().contains("one enters at most"), out.toString());

        assertEquals(0, dekker("0"));
        String text = out.toString();
        assertTrue(text.contains("no data race, at most 0 older values in a run"), text);
    }

    private int dekker(String olderValues) throws Exception {
        String[] options = {"--preemptions", "2", "--older-values", olderValues};
        return runOwn("explore", "signalkit.sample.Dekker", options);
    }

    @Test
    void a_file_that_cannot_be_written_is_named_with_the_reason() throws Exception {
        assertEquals(
                "cannot write none/x.html: name a file in a folder that exists",
                TraceOutput.unwritable(
                        Path.of("none/x.html"), new NoSuchFileException("none/x.html")));
        assertEquals(2, runOwn("explore", "signalkit.sample.SelfDeadlock", "--html", "" + folder));
        assertTrue(
                err.toString().contains("cannot write " + folder + ": Is a directory"),
                err.toString());
    }
}
