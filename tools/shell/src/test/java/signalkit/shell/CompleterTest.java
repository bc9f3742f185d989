package signalkit.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jline.reader.Candidate;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;
import org.jline.reader.impl.DefaultParser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What Tab offers, behind each of these lines. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CompleterTest {
    private final ScriptedShell shell = new ScriptedShell();

    @AfterEach
    void endServers() {
        shell.close();
    }

    /** The candidates that fit what was typed, as the line reader filters them. */
    private List<String> offered(String line) {
        ParsedLine parsed =
                new DefaultParser().parse(line, line.length(), Parser.ParseContext.COMPLETE);
        List<Candidate> candidates = new ArrayList<>();
        new CommandCompleter(shell.session()).complete(null, parsed, candidates);
        return candidates.stream()
                .map(Candidate::value)
                .filter(value -> value.startsWith(parsed.word()))
                .toList();
    }

    @Test
    void a_command() {
        assertEquals(List.of("start", "storm", "stop"), offered("st"));
    }

    @Test
    void a_command_right_behind_a_semicolon() {
        assertEquals(List.of("ps;start", "ps;storm", "ps;stop"), offered("ps;st"));
        assertEquals(List.of("start", "storm", "stop"), offered("ps; st"));
    }

    @Test
    void no_command_behind_a_semicolon_in_quotes() {
        assertEquals(List.of(), offered("send 'TERM;st"));
    }

    @Test
    void the_values_of_an_option() {
        assertEquals(List.of("2012", "2014", "2015"), offered("start unsafe --queue 2"));
    }

    @Test
    void the_values_behind_an_equals_sign() {
        assertEquals(
                List.of("--queue=2012", "--queue=2014", "--queue=2015"),
                offered("start unsafe --queue=20"));
        assertEquals(List.of(), offered("start unsafe --nonsense=20"));
    }

    @Test
    void paths_where_a_path_stands() {
        assertTrue(offered("rules pom").contains("pom.xml"), "rules");
        assertEquals(List.of("src/"), offered("start safe --java-home sr"));
        assertEquals(List.of(), offered("start unsafe --queue pom"));
    }

    @Test
    void lines_of_the_source_for_an_aim() {
        List<String> lines = offered("aim TERM at WorkQueue.java:4");
        assertTrue(lines.contains("WorkQueue.java:41"), lines.toString());
    }

    @Test
    void servers_that_run_where_only_those_make_sense_and_all_for_their_logs() {
        shell.run("start safe; start unsafe; kill safe");
        assertEquals(List.of("unsafe"), offered("locks "));
        assertEquals(List.of("safe", "unsafe"), offered("log "));
        assertEquals(List.of("safe"), offered("forget "));
    }

    @Test
    void what_a_repeated_command_takes() {
        assertEquals(List.of("unsafe"), offered("repeat 3 start u"));
    }

    @Test
    void the_parts_of_an_aim_in_their_order() {
        assertTrue(offered("aim ").containsAll(List.of("list", "clear", "TERM", "INT")));
        assertEquals(List.of("when", "at", "in"), offered("aim TERM "));
        assertEquals(List.of("holds"), offered("aim TERM when main "));
        assertEquals(List.of("then"), offered("aim TERM when main holds jobs "));
        assertEquals(List.of("in", "then"), offered("aim TERM at WorkQueue.java:40 "));
        assertEquals(List.of("TERM"), offered("aim INT in main then TE"));
    }

    @Test
    void the_threads_and_the_locks_of_a_server_for_an_aim() {
        shell.run("start unsafe --workers 2");

        assertTrue(
                offered("aim TERM in ").containsAll(List.of("main", "worker-1", "worker-2")),
                shell::text);
        assertTrue(offered("aim TERM when main holds ").contains("jobs"), shell::text);
        assertTrue(offered("aim --on unsafe TERM in w").contains("worker-1"), shell::text);
        assertEquals(List.of("unsafe"), offered("aim --on u"));
    }

    @Test
    void nothing_about_the_threads_of_a_server_that_does_not_run() {
        assertEquals(List.of(), offered("aim TERM in m"));
        assertEquals("", shell.text());
    }

    @Test
    void the_names_that_a_tool_lists(@TempDir Path project) throws Exception {
        FakeTool.install(project.resolve("tools/explorer/target/explorer.jar"));
        FakeTool.install(project.resolve("stress/target/jcstress.jar"));
        System.setProperty("signalkit.home", project.toString());
        try {
            assertTrue(offered("explore ").containsAll(List.of("--on", "lost-job", "idle-worker")));
            assertEquals(List.of("order"), offered("race show "));
            assertEquals(List.of("list"), offered("race l"));
            assertEquals(List.of("unsafe", "safe", "2012"), offered("explore lost-job --on "));
            assertEquals(List.of("unsafe", "safe", "2012"), offered("replay x --on "));
        } finally {
            System.clearProperty("signalkit.home");
        }
    }

    @Test
    void no_names_of_a_tool_that_is_not_built(@TempDir Path project) {
        System.setProperty("signalkit.home", project.toString());
        try {
            assertEquals(List.of("--help"), offered("race show "));
            assertEquals(List.of("list"), offered("race l"));
        } finally {
            System.clearProperty("signalkit.home");
        }
    }
}
