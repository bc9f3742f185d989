package signalkit.echo.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import signalkit.posix.How;
import signalkit.posix.PosixProcess;
import signalkit.posix.Pthread;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;

/** A wait that ends at its deadline, and at nothing else but a signal that it waits for. */
@Timeout(30)
class SignalWaitTest {
    private static final SignalSet TERM = SignalSet.of(Signal.TERM);

    private static void inProcess(Runnable main) {
        PosixProcess process = new PosixProcess("test");
        process.start(main);
        int status = process.waitFor(TimeUnit.SECONDS.toNanos(20));
        assertEquals(0, status, process.uncaught()::toString);
    }

    private static long in(Duration time) {
        return System.nanoTime() + time.toNanos();
    }

    @Test
    void a_signal_that_is_pending_is_taken() {
        inProcess(
                () -> {
                    Signals.sigmask(How.BLOCK, TERM);
                    Signals.raise(Signal.TERM);
                    assertEquals(
                            Optional.of(Signal.TERM),
                            SignalWait.until(TERM, in(Duration.ofDays(1))));
                });
    }

    @Test
    void the_deadline_ends_the_wait() {
        inProcess(
                () -> {
                    Signals.sigmask(How.BLOCK, TERM);
                    long deadline = in(Duration.ofMillis(5));
                    assertEquals(Optional.empty(), SignalWait.until(TERM, deadline));
                    assertTrue(System.nanoTime() - deadline >= 0);
                });
    }

    @Test
    void after_the_deadline_a_signal_that_is_pending_is_left() {
        inProcess(
                () -> {
                    Signals.sigmask(How.BLOCK, TERM);
                    Signals.raise(Signal.TERM);
                    assertEquals(Optional.empty(), SignalWait.until(TERM, in(Duration.ZERO)));
                    assertEquals(TERM, Signals.sigpending());
                });
    }

    @Test
    void a_handler_on_top_of_the_wait_does_not_end_it() {
        AtomicReference<Pthread> handledBy = new AtomicReference<>();
        inProcess(
                () -> {
                    Signals.sigmask(How.BLOCK, TERM);
                    Signals.sigaction(
                            Signal.USR1, Sigaction.handler(s -> handledBy.set(Pthread.self())));
                    Pthread main = Pthread.self();
                    Pthread.create(
                            "sender",
                            () -> {
                                while (!(LockSupport.getBlocker(main.carrier())
                                        instanceof SignalSet)) {
                                    LockSupport.parkNanos(20_000);
                                }
                                Signals.pthreadKill(main, Signal.USR1);
                                while (handledBy.get() == null) {
                                    LockSupport.parkNanos(20_000);
                                }
                                Signals.kill(Signal.TERM);
                            });
                    assertEquals(
                            Optional.of(Signal.TERM),
                            SignalWait.until(TERM, in(Duration.ofDays(1))));
                    assertEquals(main, handledBy.get());
                });
    }
}
