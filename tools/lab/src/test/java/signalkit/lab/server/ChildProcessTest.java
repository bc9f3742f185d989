package signalkit.lab.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import signalkit.lab.LabException;

@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ChildProcessTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static ChildProcess run(String script) throws IOException {
        return new ChildProcess("sh", new ProcessBuilder("sh", "-c", script), () -> {});
    }

    @Test
    void both_outputs_are_in_the_log_and_the_status_is_kept() throws Exception {
        try (ChildProcess child = run("echo one; echo two >&2; exit 3")) {
            assertTrue(child.awaitEnd(PATIENCE));
            assertEquals(List.of("one", "two"), child.log().lines());
            assertEquals(OptionalInt.of(3), child.exitStatus());
        }
    }

    @Test
    void a_child_that_reads_lives_until_its_input_ends() throws Exception {
        try (ChildProcess child = run("echo READY port=1; cat; exit 4")) {
            assertTrue(child.log().await("READY", PATIENCE).isPresent());
            assertTrue(child.isAlive());
            child.endInput();
            assertTrue(child.awaitEnd(PATIENCE));
            assertEquals(OptionalInt.of(4), child.exitStatus());
        }
    }

    /** It must not close the input either, or a child could end for another reason. */
    @Test
    void term_is_sent_and_nothing_else() throws Exception {
        String script = "trap 'echo CAUGHT signal=TERM' TERM; echo READY port=1; read -r x; cat";
        try (ChildProcess child = run(script)) {
            assertTrue(child.log().await("READY", PATIENCE).isPresent());
            child.terminate();
            assertTrue(child.log().await("CAUGHT", PATIENCE).isPresent());
            assertTrue(child.isAlive());
            child.endInput();
            assertTrue(child.awaitEnd(PATIENCE));
        }
    }

    @Test
    void what_has_to_come_and_does_not_is_told_with_the_log() throws Exception {
        try (ChildProcess child = run("echo READY port=1; cat")) {
            assertEquals("READY port=1", child.requireLine("port", PATIENCE));
            LabException silent =
                    assertThrows(
                            LabException.class,
                            () -> child.requireLine("STOPPED", Duration.ofMillis(20)));
            assertEquals("sh has not said 'STOPPED'", silent.getMessage());
            assertEquals(List.of("READY port=1"), silent.details());
            assertThrows(LabException.class, () -> child.requireEnd(Duration.ofMillis(20)));
            child.endInput();
            assertEquals(0, child.requireEnd(PATIENCE));
        }
    }

    @Test
    void a_closed_child_is_gone() throws Exception {
        ChildProcess child = run("trap '' TERM; echo READY port=1; cat");
        assertTrue(child.log().await("READY", PATIENCE).isPresent());
        child.close();
        assertFalse(child.isAlive());
        assertEquals(OptionalInt.of(137), child.exitStatus());
    }
}
