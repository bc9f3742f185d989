package signalkit.posix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** The assertions of {@code sigsuspend}, {@code sigpause}, {@code pause}, {@code nanosleep}. */
class SigsuspendTest {
    private static final SignalSet USR1 = SignalSet.of(Signal.USR1);
    private static final SignalSet BOTH = SignalSet.of(Signal.USR1, Signal.USR2);

    @Rounds(200)
    void sigsuspend_1_replaces_the_mask_until_a_handler_runs() {
        Deadlines.run(
                () -> {
                    Recorder recorder = new Recorder().catching(Signal.USR1);
                    Signals.sigmask(How.BLOCK, BOTH);
                    Pthread main = Pthread.self();
                    Pthread.create("sender", () -> Signals.pthreadKill(main, Signal.USR1));
                    Signals.sigsuspend(SignalSet.of(Signal.HUP));
                    assertEquals(List.of(SignalSet.of(Signal.HUP, Signal.USR1)), recorder.masks());
                });
    }

    @Test
    void sigsuspend_1_the_change_and_the_wait_are_one_step() {
        Deadlines.run(
                () -> {
                    Recorder recorder = new Recorder().catching(Signal.USR1);
                    Signals.sigmask(How.BLOCK, USR1);
                    Signals.raise(Signal.USR1);
                    Signals.sigsuspend(SignalSet.EMPTY);
                    assertEquals(1, recorder.count());
                });
    }

    @Rounds(200)
    void sigsuspend_1_a_signal_that_is_ignored_does_not_end_the_wait() {
        Deadlines.run(
                () -> {
                    Recorder recorder = new Recorder().catching(Signal.USR1);
                    Signals.sigaction(Signal.USR2, Sigaction.IGNORE);
                    Signals.sigmask(How.BLOCK, BOTH);
                    Pthread waiter =
                            Pthread.create(
                                    "waiter",
                                    () -> {
                                        Signals.sigsuspend(SignalSet.EMPTY);
                                        assertEquals(1, recorder.count());
                                    });
                    Signals.pthreadKill(waiter, Signal.USR2);
                    Deadlines.untilParkedOn(waiter, SignalWaits.Suspension.class);
                    Signals.pthreadKill(waiter, Signal.USR1);
                    waiter.join();
                });
    }

    @Test
    void sigsuspend_3_never_returns_when_the_process_is_ended() {
        AtomicReference<String> reached = new AtomicReference<>("suspended");
        int status =
                Deadlines.statusOf(
                        () -> {
                            Pthread.create("sender", () -> Signals.kill(Signal.TERM));
                            Signals.sigsuspend(SignalSet.EMPTY);
                            reached.set("returned");
                        });
        assertEquals(143, status);
        assertEquals("suspended", reached.get());
    }

    @Test
    void sigsuspend_4_old_mask_is_back_before_what_came_meanwhile_can_be_delivered() {
        Deadlines.run(
                () -> {
                    // The handler sends the signal again; only one delivery fits in one suspend.
                    Recorder recorder =
                            new Recorder(() -> Signals.raise(Signal.USR1)).catching(Signal.USR1);
                    Signals.sigmask(How.BLOCK, USR1);
                    Signals.raise(Signal.USR1);
                    Signals.sigsuspend(SignalSet.EMPTY);
                    assertEquals(1, recorder.count());
                    assertEquals(USR1, Signals.sigmask());
                    assertEquals(USR1, Signals.sigpending());
                });
    }

    @Test
    void sigsuspend_4_two_signals_that_are_pending_already_are_both_delivered() {
        Deadlines.run(
                () -> {
                    Recorder recorder = new Recorder().catching(Signal.USR1, Signal.USR2);
                    Signals.sigmask(How.BLOCK, BOTH);
                    Signals.raise(Signal.USR1);
                    Signals.raise(Signal.USR2);
                    Signals.sigsuspend(SignalSet.EMPTY);
                    assertEquals(2, recorder.count());
                    assertEquals(BOTH, Signals.sigmask());
                });
    }

    @Test
    void sigsuspend_5_kill_ends_the_process_whatever_the_mask() {
        int status =
                Deadlines.statusOf(
                        () -> {
                            Pthread.create("sender", () -> Signals.kill(Signal.KILL));
                            Signals.sigsuspend(SignalSet.FULL);
                        });
        assertEquals(137, status);
    }

    @Test
    void sigsuspend_7_sets_errno_to_eintr() {
        Deadlines.run(
                () -> {
                    new Recorder().catching(Signal.USR1);
                    Signals.sigmask(How.BLOCK, USR1);
                    Signals.raise(Signal.USR1);
                    Signals.sigsuspend(SignalSet.EMPTY);
                    assertEquals(Errno.EINTR, Errno.get());
                });
    }

    @Test
    void sigpause_1_removes_the_signal_from_the_mask_and_suspends() {
        Deadlines.run(
                () -> {
                    Recorder recorder = new Recorder().catching(Signal.USR1, Signal.USR2);
                    Signals.sigmask(How.BLOCK, BOTH);
                    Signals.raise(Signal.USR1);
                    Signals.raise(Signal.USR2);
                    Signals.sigpause(Signal.USR1);
                    assertEquals(List.of(Signal.USR1), recorder.signals());
                });
    }

    @Rounds(200)
    void sigpause_1_leaves_what_was_open_open() {
        Deadlines.run(
                () -> {
                    Recorder recorder = new Recorder().catching(Signal.HUP);
                    Signals.sigmask(How.BLOCK, BOTH);
                    Pthread waiter = Pthread.create("waiter", () -> Signals.sigpause(Signal.USR1));
                    Deadlines.untilParkedOn(waiter, SignalWaits.Suspension.class);
                    Signals.pthreadKill(waiter, Signal.HUP);
                    waiter.join();
                    assertEquals(List.of(SignalSet.of(Signal.USR2, Signal.HUP)), recorder.masks());
                });
    }

    @Test
    void sigpause_2_restores_the_mask() {
        Deadlines.run(
                () -> {
                    new Recorder().catching(Signal.USR1);
                    Signals.sigmask(How.BLOCK, BOTH);
                    Signals.raise(Signal.USR1);
                    Signals.sigpause(Signal.USR1);
                    assertEquals(BOTH, Signals.sigmask());
                });
    }

    @Test
    void sigpause_3_sets_errno_to_eintr() {
        Deadlines.run(
                () -> {
                    new Recorder().catching(Signal.USR1);
                    Signals.sigmask(How.BLOCK, BOTH);
                    Signals.raise(Signal.USR1);
                    Signals.sigpause(Signal.USR1);
                    assertEquals(Errno.EINTR, Errno.get());
                });
    }

    @Test
    void sigpause_4_invalid_signal_is_einval() {
        PosixException e = assertThrows(PosixException.class, () -> Signals.sigpause(null));
        assertEquals(Errno.EINVAL, e.errno());
    }

    @Rounds(200)
    void pause_returns_after_a_handler_with_eintr() {
        Deadlines.run(
                () -> {
                    Recorder recorder = new Recorder().catching(Signal.USR1);
                    Pthread waiter =
                            Pthread.create(
                                    "waiter",
                                    () -> {
                                        Signals.pause();
                                        assertEquals(1, recorder.count());
                                        assertEquals(Errno.EINTR, Errno.get());
                                    });
                    Deadlines.untilParkedOn(waiter, SignalWaits.Suspension.class);
                    Signals.pthreadKill(waiter, Signal.USR1);
                    waiter.join();
                });
    }

    @Rounds(200)
    void pause_leaves_what_was_blocked_blocked() {
        Deadlines.run(
                () -> {
                    Recorder recorder = new Recorder().catching(Signal.USR1, Signal.USR2);
                    Signals.sigmask(How.BLOCK, USR1);
                    Signals.raise(Signal.USR1);
                    Pthread main = Pthread.self();
                    Pthread.create(
                            "sender",
                            () -> {
                                Deadlines.untilParkedOn(main, SignalWaits.Suspension.class);
                                Signals.pthreadKill(main, Signal.USR2);
                            });
                    Signals.pause();
                    assertEquals(List.of(Signal.USR2), recorder.signals());
                });
    }

    @Test
    void nanosleep_2_suspends_for_at_least_the_time() {
        Deadlines.run(
                () -> {
                    long start = System.nanoTime();
                    assertEquals(Duration.ZERO, Signals.nanosleep(Duration.ofMillis(20)));
                    assertTrue(System.nanoTime() - start >= 20_000_000);
                });
    }

    @Rounds(200)
    void nanosleep_3_does_not_change_the_mask() {
        Deadlines.run(
                () -> {
                    Signals.sigmask(How.BLOCK, USR1);
                    Signals.raise(Signal.USR1);
                    Signals.nanosleep(Duration.ofNanos(1000));
                    assertEquals(USR1, Signals.sigmask());
                    assertEquals(USR1, Signals.sigpending());
                });
    }

    @Test
    void nanosleep_6_negative_time_is_einval() {
        Deadlines.run(
                () -> {
                    PosixException e =
                            assertThrows(
                                    PosixException.class,
                                    () -> Signals.nanosleep(Duration.ofNanos(-1)));
                    assertEquals(Errno.EINVAL, e.errno());
                });
    }

    @Rounds(200)
    void nanosleep_7_handler_ends_the_sleep_with_eintr_and_the_rest_of_the_time() {
        Deadlines.run(
                () -> {
                    Recorder recorder = new Recorder();
                    Signals.sigaction(
                            Signal.USR1,
                            Sigaction.handler(recorder).withFlags(Sigaction.Flag.RESTART));
                    Pthread sleeper =
                            Pthread.create(
                                    "sleeper",
                                    () -> {
                                        Duration left = Signals.nanosleep(Duration.ofDays(1));
                                        assertFalse(left.isZero());
                                        assertTrue(left.compareTo(Duration.ofDays(1)) < 0);
                                        assertEquals(Errno.EINTR, Errno.get());
                                    });
                    Deadlines.untilParkedOn(sleeper, Duration.class);
                    Signals.pthreadKill(sleeper, Signal.USR1);
                    sleeper.join();
                });
    }

    @Test
    void sigsuspend_2_signal_that_is_pending_for_the_process_stays_there() {
        Deadlines.run(
                () -> {
                    new Recorder().catching(Signal.USR1);
                    Signals.sigmask(How.BLOCK, SignalSet.of(Signal.USR1, Signal.TERM));
                    Signals.kill(Signal.TERM);
                    Signals.raise(Signal.USR1);
                    Signals.sigsuspend(SignalSet.of(Signal.TERM));
                    Pthread other =
                            Pthread.create(
                                    "other", () -> Signals.sigwait(SignalSet.of(Signal.TERM)));
                    other.join();
                    assertTrue(Signals.sigpending().isEmpty());
                });
    }

    @Rounds(200)
    void nanosleep_1_signal_that_is_ignored_does_not_end_the_sleep() {
        Deadlines.run(
                () -> {
                    Signals.sigaction(Signal.USR1, Sigaction.IGNORE);
                    Recorder recorder = new Recorder().catching(Signal.TERM);
                    Pthread sleeper =
                            Pthread.create(
                                    "sleeper",
                                    () -> {
                                        Duration left = Signals.nanosleep(Duration.ofDays(1));
                                        assertEquals(1, recorder.count());
                                        assertTrue(left.toHours() >= 23);
                                    });
                    Deadlines.untilParkedOn(sleeper, Duration.class);
                    Signals.pthreadKill(sleeper, Signal.USR1);
                    Signals.pthreadKill(sleeper, Signal.TERM);
                    sleeper.join();
                });
    }

    @Test
    void nanosleep_4_whole_sleep_returns_zero() {
        Deadlines.run(() -> assertEquals(Duration.ZERO, Signals.nanosleep(Duration.ofNanos(1))));
    }

    @Test
    void sigsuspend_4_handler_after_it_gives_back_the_mask_of_its_own_time() {
        Deadlines.run(
                () -> {
                    new Recorder().catching(Signal.USR1);
                    Signals.sigmask(How.BLOCK, SignalSet.of(Signal.USR1));
                    Signals.raise(Signal.USR1);
                    Signals.sigsuspend(SignalSet.EMPTY);
                    Signals.sigmask(How.SETMASK, SignalSet.of(Signal.INT));
                    Signals.raise(Signal.USR1);
                    assertEquals(SignalSet.of(Signal.INT), Signals.sigmask());
                });
    }
}
