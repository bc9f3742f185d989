package signalkit.libc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A handler that the kernel runs on top of a Java thread, in a JVM of its own for each test. */
@EnabledOnOs(OS.LINUX)
class NativeDeadlockTest {
    @Test
    void handler_on_top_of_the_holder_of_a_semaphore_waits_for_ever() throws Exception {
        ChildResult run = ChildResult.of(InterruptedChild.Trial.SEMAPHORE);
        assertEquals(ChildResult.Ending.DEADLOCKED, run.ending(), () -> run.detail().toString());
        int wait = indexOf(run.detail(), "Semaphore.acquire");
        int handler = indexOf(run.detail(), "InterruptedChild.onSignal(");
        int call = indexOf(run.detail(), "LibC.ppoll(Native Method)");
        int work = indexOf(run.detail(), "InterruptedChild.work(");
        assertTrue(
                0 <= wait && wait < handler && handler < call && call < work,
                () -> run.detail().toString());
    }

    @Test
    void reentrant_lock_lets_the_handler_in_to_a_torn_state() throws Exception {
        ChildResult run = ChildResult.of(InterruptedChild.Trial.REENTRANT);
        assertEquals(ChildResult.Ending.TORN, run.ending(), () -> run.detail().toString());
        assertEquals(List.of("DONE torn 99"), run.detail());
    }

    @Test
    void signal_that_is_blocked_while_the_lock_is_held_does_no_harm() throws Exception {
        ChildResult run = ChildResult.of(InterruptedChild.Trial.BLOCKED);
        assertEquals(ChildResult.Ending.CLEAN, run.ending(), () -> run.detail().toString());
    }

    private static int indexOf(List<String> stack, String part) {
        return stack.stream().map(frame -> frame.contains(part)).toList().indexOf(true);
    }
}
