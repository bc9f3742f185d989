package signalkit.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The shell in a JVM of its own, with real servers as its children. */
@Timeout(value = 90, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class MainTest {
    private static final Pattern PID = Pattern.compile("ready: port \\d+, pid (\\d+)");

    private final List<Process> shells = new ArrayList<>();

    @AfterEach
    void endShells() {
        shells.forEach(Process::destroyForcibly);
    }

    /** How a shell ended, and what it printed; errors are among the lines. */
    private record Run(int status, String output) {}

    private Process shell(String... command) throws IOException {
        List<String> words = new ArrayList<>();
        words.add(System.getProperty("java.home") + "/bin/java");
        // As tools/kit starts it.
        words.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        words.add("-Dsignalkit.server.jvm=" + System.getProperty("signalkit.server.jvm", ""));
        words.add("-cp");
        words.add(System.getProperty("java.class.path"));
        words.add(Main.class.getName());
        words.addAll(List.of(command));
        Process shell = new ProcessBuilder(words).redirectErrorStream(true).start();
        shells.add(shell);
        return shell;
    }

    private static Run finish(Process shell) throws Exception {
        CompletableFuture<byte[]> output =
                CompletableFuture.supplyAsync(
                        () -> {
                            try {
                                return shell.getInputStream().readAllBytes();
                            } catch (IOException e) {
                                throw new java.io.UncheckedIOException(e);
                            }
                        });
        assertTrue(shell.waitFor(60, TimeUnit.SECONDS), "the shell does not end");
        return new Run(shell.exitValue(), new String(output.get(), StandardCharsets.UTF_8));
    }

    private Run pipe(String lines) throws Exception {
        Process shell = shell();
        try (OutputStream input = shell.getOutputStream()) {
            input.write(lines.getBytes(StandardCharsets.UTF_8));
        }
        return finish(shell);
    }

    /** Starts both servers in a shell that goes on to wait for commands. */
    private List<ProcessHandle> startBoth(Process shell) throws IOException {
        OutputStream input = shell.getOutputStream();
        input.write("start safe\nstart unsafe\n".getBytes(StandardCharsets.UTF_8));
        input.flush();
        List<ProcessHandle> servers = new ArrayList<>();
        var output = shell.inputReader(StandardCharsets.UTF_8);
        while (servers.size() < 2) {
            Matcher matcher = PID.matcher(output.readLine());
            if (matcher.find()) {
                servers.add(ProcessHandle.of(Long.parseLong(matcher.group(1))).orElseThrow());
            }
        }
        return servers;
    }

    private static void assertGone(List<ProcessHandle> servers, int seconds) throws Exception {
        for (ProcessHandle server : servers) {
            try {
                server.onExit().get(seconds, TimeUnit.SECONDS);
            } catch (TimeoutException e) {
                server.destroyForcibly();
                throw new AssertionError("the server " + server.pid() + " outlived its shell");
            }
        }
    }

    @Test
    void one_command_runs_and_its_status_is_the_shells() throws Exception {
        Run version = finish(shell("--version"));
        Run wrong = finish(shell("send", "TERM"));
        Run usage = finish(shell("ps", "--wrong"));

        assertEquals(0, version.status(), version::output);
        assertTrue(version.output().startsWith("signalkit "), version::output);
        assertEquals(1, wrong.status());
        assertTrue(wrong.output().startsWith("error: no server runs here"), wrong::output);
        assertEquals(2, usage.status());
        assertEquals("error: ps has no option --wrong (see: tools/kit help ps)\n", usage.output());
    }

    @Test
    void commands_from_a_pipe_run_up_to_the_first_that_fails() throws Exception {
        Run run = pipe("# a comment\n\nversion # it's\nps\nnonsense\nps\n");

        assertEquals(2, run.status());
        assertEquals(1, run.output().split("no servers", -1).length - 1, run::output);
        assertTrue(run.output().contains("error: no command is called nonsense"), run::output);
    }

    @Test
    void a_script_may_come_from_any_editor() throws Exception {
        Run run =
                pipe(
                        "\ufeff#!/usr/bin/env kit\r\n\r\n\thelp \\\r\n  exit\t# leave\r\n"
                                + "$ tools/kit\u00a0help version\r\nkit> nonsense\r\nps\r\n");

        assertEquals(2, run.status());
        assertTrue(run.output().contains("End all servers and leave."), run::output);
        assertTrue(run.output().contains("Print the versions"), run::output);
        assertTrue(run.output().endsWith("line 6 failed, and the rest was not run\n"), run::output);
    }

    @Test
    @Tag("slow")
    void piped_output_has_no_control_characters() throws Exception {
        Run run =
                pipe(
                        "start safe\nclients 2 --duration 500ms\nlocks\nps\nrepeat 2 \"start safe\"\n");

        assertEquals(0, run.status(), run::output);
        assertFalse(Pattern.compile("[\\p{Cntrl}&&[^\n]]").matcher(run.output()).find());
    }

    @Test
    void a_shell_that_ends_leaves_no_server_behind() throws Exception {
        Process shell = shell();
        List<ProcessHandle> servers = startBoth(shell);

        shell.getOutputStream().close();
        assertTrue(shell.waitFor(20, TimeUnit.SECONDS));

        assertGone(servers, 1);
    }

    @Test
    void a_shell_that_gets_term_leaves_no_server_behind() throws Exception {
        Process shell = shell();
        List<ProcessHandle> servers = startBoth(shell);

        shell.destroy();

        assertGone(servers, 10);
    }

    @Test
    void the_servers_of_a_shell_that_was_killed_end_themselves() throws Exception {
        Process shell = shell();
        List<ProcessHandle> servers = startBoth(shell);
        assertTrue(servers.stream().allMatch(ProcessHandle::isAlive));

        shell.destroyForcibly();

        assertGone(servers, 15);
    }
}
