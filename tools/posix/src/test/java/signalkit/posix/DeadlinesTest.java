package signalkit.posix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The negative controls of the helper that every other test stands on. */
class DeadlinesTest {
    @Test
    void a_hang_is_reported_with_the_stack_and_the_lock_table() {
        PosixProcess process = new PosixProcess("hanging");
        process.start(
                () -> {
                    Mutex mutex = new Mutex("jobs");
                    mutex.lock();
                    mutex.lock();
                });
        AssertionError failure =
                assertThrows(
                        AssertionError.class, () -> Deadlines.end(process, Duration.ofMillis(300)));
        assertTrue(failure.getMessage().contains("hanging still runs"), failure.getMessage());
        assertTrue(failure.getMessage().contains("jobs (NORMAL) held by main"));
        assertTrue(failure.getMessage().contains("DeadlinesTest.lambda"));
        assertEquals(137, process.waitFor(Deadlines.LIMIT.toNanos()), "it is cleared away");
    }

    @Test
    void an_assertion_that_fails_on_a_thread_of_the_process_fails_the_test() {
        AssertionError failure =
                assertThrows(
                        AssertionError.class,
                        () ->
                                Deadlines.run(
                                        () ->
                                                Pthread.create("t", () -> assertEquals(1, 2))
                                                        .join()));
        assertTrue(failure.getCause().getMessage().contains("expected: <1>"));
    }

    @Test
    void a_status_that_is_not_zero_fails_the_test() {
        assertThrows(
                AssertionError.class, () -> Deadlines.run(() -> PosixProcess.current().exit(3)));
    }
}
