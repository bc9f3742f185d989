package signalkit.explorer.turn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;

/** A coroutine is a thread of its own for all that Java code can ask. */
@EnabledForJreRange(minVersion = 24)
class CoroutineTest {
    private final Thread driver = Thread.currentThread();
    private final Thread thread = new Thread("coroutine");
    private final Thread other = new Thread("other");
    private final List<Object> seen = new ArrayList<>();

    /** The JVM runs this below a frame of its own. */
    private static final class InInitialiser {
        private static final boolean IS_SUSPENDED = Coroutine.suspend();
    }

    @BeforeEach
    void the_jvm_lets_us_in() {
        assertTrue(Coroutine.areAvailable());
    }

    @Test
    void goes_on_where_it_was_suspended() {
        Coroutine coroutine =
                new Coroutine(
                        thread,
                        () -> {
                            seen.add(1);
                            Coroutine.suspend();
                            seen.add(3);
                        });
        coroutine.resume(driver);
        seen.add(2);
        coroutine.resume(driver);

        assertEquals(List.of(1, 2, 3), seen);
    }

    @Test
    void is_the_current_thread_while_it_runs() {
        ThreadLocal<String> local = new ThreadLocal<>();
        local.set("of the driver");
        Coroutine coroutine =
                new Coroutine(
                        thread,
                        () -> {
                            seen.add(Thread.currentThread());
                            assertSame(null, local.get());
                            Coroutine.suspend();
                            seen.add(Thread.currentThread());
                        });
        for (int i = 0; i < 2; i++) {
            coroutine.resume(driver);
            assertSame(driver, Thread.currentThread());
        }

        assertEquals(List.of(thread, thread), seen);
        assertNotSame(driver, thread);
    }

    @Test
    void holds_its_monitors_while_it_is_suspended() {
        Object monitor = new Object();
        Coroutine holder =
                new Coroutine(
                        thread,
                        () -> {
                            synchronized (monitor) {
                                Coroutine.suspend();
                                seen.add(Thread.holdsLock(monitor));
                            }
                        });
        Coroutine stranger = new Coroutine(other, () -> seen.add(Thread.holdsLock(monitor)));
        holder.resume(driver);
        assertFalse(Thread.holdsLock(monitor));
        stranger.resume(driver);
        holder.resume(driver);

        assertEquals(List.of(false, true), seen);
    }

    @Test
    void shows_where_it_is_suspended() {
        Coroutine coroutine = new Coroutine(thread, this::suspendHere);
        coroutine.resume(driver);

        assertTrue(
                Arrays.stream(coroutine.stack())
                        .anyMatch(frame -> frame.getMethodName().equals("suspendHere")),
                () -> Arrays.toString(coroutine.stack()));
    }

    private void suspendHere() {
        Coroutine.suspend();
    }

    @Test
    void says_when_it_cannot_be_suspended() {
        Coroutine coroutine = new Coroutine(thread, () -> seen.add(InInitialiser.IS_SUSPENDED));
        coroutine.resume(driver);

        assertEquals(List.of(false), seen);
    }

    @Test
    void throws_what_it_throws() {
        Coroutine coroutine =
                new Coroutine(
                        thread,
                        () -> {
                            throw new ArithmeticException("thrown inside");
                        });
        try {
            coroutine.resume(driver);
        } catch (ArithmeticException e) {
            seen.add(e.getMessage());
        }

        assertEquals(List.of("thrown inside"), seen);
        assertSame(driver, Thread.currentThread());
    }
}
