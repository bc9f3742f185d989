package signalkit.echo.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A child process whose parent goes away, or stays. */
@DisabledOnOs(OS.WINDOWS)
class ParentWatchTest {
    private Process child;
    private BufferedReader out;

    private void start(String... role) throws IOException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                WatchedChild.class.getName()));
        command.addAll(List.of(role));
        child = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        out = child.inputReader();
        assertEquals("READY", out.readLine());
    }

    private int exit() throws InterruptedException {
        assertTrue(child.waitFor(20, TimeUnit.SECONDS), "the child hangs");
        return child.exitValue();
    }

    @AfterEach
    void end() throws InterruptedException {
        if (child != null) {
            child.destroyForcibly().waitFor();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"posix", "jvm"})
    void an_orphan_ends_as_term_ends_it(String delivery) throws Exception {
        start("orphan", delivery);
        child.getOutputStream().close();
        assertEquals(
                delivery.equals("posix")
                        ? "handler on main below=true"
                        : "handler on SIGTERM handler below=false",
                out.readLine());
        assertEquals(3, exit());
    }

    @Test
    void an_orphan_that_does_not_end_is_halted_with_137() throws Exception {
        start("stuck");
        assertTrue(child.isAlive());
        child.getOutputStream().close();
        assertEquals("ignored TERM", out.readLine());
        assertEquals(137, exit());
    }

    @Test
    void the_watch_can_be_stopped_while_the_parent_holds_on() throws Exception {
        start("unwatched");
        assertEquals("stopped", out.readLine());
        assertEquals(0, exit());
    }
}
