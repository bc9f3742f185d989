package signalkit.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The shell in a JVM of its own, fed through a pipe, with the real servers. */
@Timeout(120)
class ShellTest {
    private static final Path HOME = Path.of("../..").toAbsolutePath().normalize();

    @BeforeAll
    static void the_servers_are_built() {
        // Before `package` there are no jars; mvn verify builds them first.
        Assumptions.assumeTrue(
                Files.exists(HOME.resolve("echo-safe/target/echo-safe.jar"))
                        && Files.exists(HOME.resolve("echo-unsafe/target/echo-unsafe.jar")),
                "the servers' jars are not built; run mvn verify");
    }

    /** What a run of the shell printed, and how it ended. */
    private record Run(int status, List<String> output) {
        boolean has(String text) {
            return output.stream().anyMatch(line -> line.contains(text));
        }
    }

    @Test
    void a_server_is_started_loaded_looked_at_and_stopped() throws Exception {
        Run run =
                pipe(
                        "start safe --workers 4",
                        "clients 4 --seconds 1",
                        "ps",
                        "queue",
                        "locks",
                        "threads",
                        "stop",
                        "log");
        assertEquals(0, run.status(), run.output().toString());
        assertTrue(run.has("safe is ready on port"), run.output().toString());
        assertTrue(run.has("connections=4 served=4"), run.output().toString());
        assertTrue(run.has("wrong=0"), run.output().toString());
        assertTrue(run.has("worker-4 waits"), run.output().toString());
        assertTrue(run.has("jobs (NORMAL) held by nobody"), run.output().toString());
        assertTrue(run.has("safe ended with 0"), run.output().toString());
        assertTrue(run.has("STOPPED cause=TERM forced=0 accepted=4"), run.output().toString());
    }

    @Test
    void a_signal_reaches_the_server_that_is_named() throws Exception {
        Run run = pipe("start safe", "start unsafe", "send usr1 safe", "stop safe", "log safe");
        assertEquals(0, run.status(), run.output().toString());
        assertTrue(run.has("sent [USR1] to safe"), run.output().toString());
        assertTrue(run.has("SIGNAL name=USR1"), run.output().toString());
    }

    @Test
    void bad_input_is_one_clear_line_and_status_2() throws Exception {
        for (String line :
                List.of(
                        "nonsense",
                        "start other",
                        "demo nothing",
                        "repeat 0 idle safe",
                        "repeat 1 nothing safe",
                        "clients many")) {
            Run run = pipe(line);
            assertEquals(2, run.status(), line);
            assertEquals(1, run.output().size(), run.output().toString());
            assertTrue(run.has("error: "), run.output().toString());
        }
    }

    @Test
    void an_unknown_signal_lists_the_known_ones() throws Exception {
        Run run = pipe("start safe", "send FOO");
        assertEquals(2, run.status());
        assertTrue(run.has("FOO is neither a signal nor a server; signals are [HUP, INT"));
    }

    @Test
    void without_a_server_the_remedy_is_named() throws Exception {
        Run run = pipe("send TERM");
        assertEquals(1, run.status());
        assertTrue(run.has("start one with: start safe"), run.output().toString());
    }

    @Test
    void a_server_that_does_not_start_shows_its_log() throws Exception {
        Run run = pipe("start safe --workers 0");
        assertEquals(1, run.status());
        assertTrue(run.has("did not become ready; it said: error: --workers 0"), "" + run.output());
    }

    @Test
    void repeat_finds_the_safe_server_clean_and_the_unsafe_one_not() throws Exception {
        assertEquals(0, pipe("repeat 3 crowd safe").status());
        Run unsafe = pipe("repeat 3 crowd unsafe");
        assertEquals(1, unsafe.status(), unsafe.output().toString());
        assertFalse(unsafe.has("CLEAN"), unsafe.output().toString());
    }

    @Test
    void the_children_of_a_shell_that_ends_are_gone() throws Exception {
        Run run = pipe("start safe", "start unsafe");
        assertEquals(0, run.status());
        assertEquals(2, pids(run.output()).size());
        for (long pid : pids(run.output())) {
            assertTrue(isGone(pid), "pid " + pid + " outlived its shell");
        }
    }

    @Test
    void the_children_of_a_shell_that_is_killed_end_themselves() throws Exception {
        Process shell = shell().start();
        OutputStream input = shell.getOutputStream();
        input.write("start safe\nstart unsafe\n".getBytes(StandardCharsets.UTF_8));
        input.flush();
        List<String> output = new ArrayList<>();
        var reader = shell.inputReader();
        while (pids(output).size() < 2) {
            output.add(reader.readLine());
        }
        shell.destroyForcibly().waitFor();
        for (long pid : pids(output)) {
            assertTrue(isGone(pid), "pid " + pid + " outlived its shell");
        }
    }

    private static Run pipe(String... lines) throws Exception {
        Process shell = shell().start();
        CompletableFuture<List<String>> output =
                CompletableFuture.supplyAsync(() -> shell.inputReader().lines().toList());
        try (OutputStream input = shell.getOutputStream()) {
            input.write((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException ended) {
            // The first lines have ended it already.
        }
        return new Run(shell.waitFor(), output.get());
    }

    private static ProcessBuilder shell() {
        return new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "-Dsignalkit.home=" + HOME,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName())
                .redirectErrorStream(true);
    }

    private static List<Long> pids(List<String> output) {
        List<Long> pids = new ArrayList<>();
        for (String line : output) {
            Matcher matcher = Pattern.compile("\\(pid (\\d+)\\)").matcher(line);
            if (matcher.find()) {
                pids.add(Long.parseLong(matcher.group(1)));
            }
        }
        return pids;
    }

    private static boolean isGone(long pid) throws Exception {
        Optional<ProcessHandle> process = ProcessHandle.of(pid);
        if (process.isEmpty()) {
            return true;
        }
        try {
            process.get().onExit().get(20, TimeUnit.SECONDS);
            return true;
        } catch (java.util.concurrent.TimeoutException e) {
            return false;
        }
    }
}
