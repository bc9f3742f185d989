package signalkit.posix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The assertions of {@code sigwaitinfo} and {@code sigtimedwait}. */
class SigtimedwaitTest {
    private static final SignalSet TERM = SignalSet.of(Signal.TERM);
    private static final SignalSet INT = SignalSet.of(Signal.INT);

    private static void assertErrno(Errno expected, Runnable call) {
        PosixException e = assertThrows(PosixException.class, call::run);
        assertEquals(expected, e.errno());
        assertEquals(expected, Errno.get());
    }

    @Test
    void sigwaitinfo_1_selects_a_pending_signal_of_the_set_alone() {
        Deadlines.run(
                () -> {
                    Signals.sigmask(How.BLOCK, SignalSet.FULL);
                    Signals.raise(Signal.HUP);
                    Signals.raise(Signal.TERM);
                    assertEquals(Signal.TERM, Signals.sigwaitinfo(TERM));
                    assertEquals(SignalSet.of(Signal.HUP), Signals.sigpending());
                });
    }

    @Rounds(200)
    void sigwaitinfo_3_handler_ends_the_wait_with_eintr() {
        Deadlines.run(
                () -> {
                    Signals.sigmask(How.BLOCK, TERM);
                    Recorder recorder = new Recorder();
                    Signals.sigaction(
                            Signal.USR1,
                            Sigaction.handler(recorder).withFlags(Sigaction.Flag.RESTART));
                    Pthread waiter =
                            Pthread.create(
                                    "waiter",
                                    () ->
                                            assertErrno(
                                                    Errno.EINTR, () -> Signals.sigwaitinfo(TERM)));
                    Deadlines.untilParkedOn(waiter, SignalSet.class);
                    Signals.pthreadKill(waiter, Signal.USR1);
                    waiter.join();
                    assertEquals(List.of(waiter), recorder.threads());
                });
    }

    /** glibc's sigwait calls sigtimedwait again, whose EINTR stays in errno. */
    @Test
    void sigwait_that_waits_again_after_a_handler_shows_eintr_to_the_next_one() {
        Deadlines.run(
                () -> {
                    Signals.sigmask(How.BLOCK, TERM);
                    List<Errno> seen = new CopyOnWriteArrayList<>();
                    Signals.sigaction(
                            Signal.USR1, Sigaction.handler(signal -> seen.add(Errno.get())));
                    Pthread waiter =
                            Pthread.create(
                                    "waiter",
                                    () -> {
                                        Errno.set(Errno.NONE);
                                        assertEquals(Signal.TERM, Signals.sigwait(TERM));
                                        seen.add(Errno.get());
                                    });
                    for (int sent = 1; sent <= 2; sent++) {
                        int count = sent;
                        Deadlines.untilParkedOn(waiter, SignalSet.class);
                        Signals.pthreadKill(waiter, Signal.USR1);
                        Deadlines.until("the handler ran", () -> seen.size() == count);
                    }
                    Deadlines.untilParkedOn(waiter, SignalSet.class);
                    Signals.pthreadKill(waiter, Signal.TERM);
                    waiter.join();
                    assertEquals(List.of(Errno.NONE, Errno.EINTR, Errno.EINTR), seen);
                });
    }

    @Rounds(200)
    void sigwaitinfo_3_wait_that_eintr_ended_leaves_a_signal_to_the_next_waiter() {
        Deadlines.run(
                () -> {
                    Signals.sigmask(How.BLOCK, TERM);
                    new Recorder().catching(Signal.USR1);
                    AtomicInteger taken = new AtomicInteger();
                    AtomicBoolean sent = new AtomicBoolean();
                    Runnable wait =
                            () -> {
                                try {
                                    Signals.sigwaitinfo(TERM);
                                    taken.incrementAndGet();
                                } catch (PosixException interrupted) {
                                    assertEquals(Errno.EINTR, interrupted.errno());
                                }
                                Deadlines.until("both were sent", sent::get);
                            };
                    Pthread a = Pthread.create("a", wait);
                    Pthread b = Pthread.create("b", wait);
                    Deadlines.untilParkedOn(a, SignalSet.class);
                    Deadlines.untilParkedOn(b, SignalSet.class);
                    // a is chosen for TERM and interrupted by USR1 at the same time.
                    Pthread sender =
                            Pthread.create("sender", () -> Signals.pthreadKill(a, Signal.USR1));
                    Signals.kill(Signal.TERM);
                    sender.join();
                    Deadlines.until("TERM was taken", () -> taken.get() == 1);
                    sent.set(true);
                    a.join();
                });
    }

    @Test
    void sigwaitinfo_8_pending_mark_is_cleared() {
        Deadlines.run(
                () -> {
                    Signals.sigmask(How.BLOCK, TERM);
                    Signals.kill(Signal.TERM);
                    Signals.sigwaitinfo(TERM);
                    assertTrue(Signals.sigpending().isEmpty());
                });
    }

    @Test
    void sigwaitinfo_9_returns_the_signal_and_runs_no_handler() {
        Deadlines.run(
                () -> {
                    Recorder recorder = new Recorder().catching(Signal.TERM);
                    Signals.sigmask(How.BLOCK, TERM);
                    Signals.kill(Signal.TERM);
                    assertEquals(15, Signals.sigwaitinfo(TERM).number());
                    assertEquals(0, recorder.count());
                });
    }

    @Test
    void sigtimedwait_1_waits_at_least_the_time() {
        Deadlines.run(
                () -> {
                    Signals.sigmask(How.BLOCK, TERM);
                    long start = System.nanoTime();
                    assertErrno(
                            Errno.EAGAIN, () -> Signals.sigtimedwait(TERM, Duration.ofMillis(20)));
                    assertTrue(System.nanoTime() - start >= 20_000_000);
                });
    }

    @Test
    void sigtimedwait_2_zero_only_looks() {
        Deadlines.run(
                () -> {
                    Signals.sigmask(How.BLOCK, TERM);
                    assertErrno(Errno.EAGAIN, () -> Signals.sigtimedwait(TERM, Duration.ZERO));
                    Signals.raise(Signal.TERM);
                    assertEquals(Signal.TERM, Signals.sigtimedwait(TERM, Duration.ZERO));
                });
    }

    @Rounds(200)
    void sigtimedwait_4_returns_the_signal_that_comes_in_time() {
        Deadlines.run(
                () -> {
                    Signals.sigmask(How.BLOCK, TERM);
                    Pthread.create("sender", () -> Signals.kill(Signal.TERM));
                    assertEquals(
                            Signal.TERM, Signals.sigtimedwait(TERM, Duration.ofDays(1_000_000)));
                });
    }

    @Rounds(200)
    void sigtimedwait_6_signal_is_either_taken_or_stays_pending_when_the_time_runs_out() {
        Deadlines.run(
                () -> {
                    Signals.sigmask(How.BLOCK, TERM);
                    Pthread sender = Pthread.create("sender", () -> Signals.kill(Signal.TERM));
                    boolean taken;
                    try {
                        Signals.sigtimedwait(TERM, Duration.ofNanos(40_000));
                        taken = true;
                    } catch (PosixException timeout) {
                        assertEquals(Errno.EAGAIN, timeout.errno());
                        taken = false;
                    }
                    sender.join();
                    assertEquals(taken ? SignalSet.EMPTY : TERM, Signals.sigpending());
                });
    }

    @Rounds(200)
    void sigtimedwait_handler_ends_the_wait_with_eintr() {
        Deadlines.run(
                () -> {
                    Signals.sigmask(How.BLOCK, TERM);
                    new Recorder().catching(Signal.USR1);
                    Duration day = Duration.ofDays(1);
                    Pthread waiter =
                            Pthread.create(
                                    "waiter",
                                    () ->
                                            assertErrno(
                                                    Errno.EINTR,
                                                    () -> Signals.sigtimedwait(TERM, day)));
                    Deadlines.untilParkedOn(waiter, SignalSet.class);
                    Signals.pthreadKill(waiter, Signal.USR1);
                    waiter.join();
                });
    }

    @Test
    void sigtimedwait_negative_time_is_einval() {
        Deadlines.run(
                () ->
                        assertErrno(
                                Errno.EINVAL,
                                () -> Signals.sigtimedwait(TERM, Duration.ofNanos(-1))));
    }

    @Test
    void sigwaitinfo_4_takes_what_sigwait_would_take() {
        Deadlines.run(
                () -> {
                    Signals.sigmask(How.BLOCK, SignalSet.FULL);
                    for (int i = 0; i < 2; i++) {
                        Signals.raise(Signal.INT);
                        Signals.kill(Signal.TERM);
                    }
                    assertEquals(Signal.INT, Signals.sigwaitinfo(SignalSet.FULL));
                    assertEquals(Signal.TERM, Signals.sigwait(SignalSet.FULL));
                });
    }

    @Test
    void sigtimedwait_that_finds_nothing_takes_what_is_on_its_way_to_another_thread() {
        Deadlines.run(
                () -> {
                    Recorder recorder = new Recorder().catching(Signal.USR2);
                    AtomicBoolean over = new AtomicBoolean();
                    Pthread thread =
                            Pthread.create(
                                    "t",
                                    () -> {
                                        Signals.kill(Signal.USR2); // goes to main, without points
                                        SignalSet other = SignalSet.of(Signal.USR1);
                                        assertThrows(
                                                PosixException.class,
                                                () -> Signals.sigtimedwait(other, Duration.ZERO));
                                        assertEquals(1, recorder.count());
                                        over.set(true);
                                    });
                    Deadlines.until("the other thread has taken it", over::get);
                    assertEquals(List.of(thread), recorder.threads());
                });
    }
}
