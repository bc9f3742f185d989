package signalkit.posix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** The assertions of {@code sigprocmask}, {@code pthread_sigmask} and {@code sigpending}. */
class SigprocmaskTest {
    private static final SignalSet INT = SignalSet.of(Signal.INT);
    private static final SignalSet TERM = SignalSet.of(Signal.TERM);
    private static final SignalSet BOTH = INT.union(TERM);

    @Rounds(200)
    void pthread_sigmask_1_changes_the_calling_thread_alone() {
        Deadlines.run(
                () -> {
                    Pthread other = Pthread.create("other", () -> Signals.sigmask(How.BLOCK, BOTH));
                    other.join();
                    assertEquals(SignalSet.EMPTY, Signals.sigmask());
                });
    }

    @Test
    void sigprocmask_4_block_is_union() {
        Deadlines.run(
                () -> {
                    Signals.sigmask(How.SETMASK, INT);
                    Signals.sigmask(How.BLOCK, TERM);
                    assertEquals(BOTH, Signals.sigmask());
                });
    }

    @Test
    void sigprocmask_5_setmask_replaces() {
        Deadlines.run(
                () -> {
                    Signals.sigmask(How.SETMASK, INT);
                    Signals.sigmask(How.SETMASK, TERM);
                    assertEquals(TERM, Signals.sigmask());
                });
    }

    @Test
    void sigprocmask_6_unblock_subtracts_and_may_name_what_is_not_blocked() {
        Deadlines.run(
                () -> {
                    Signals.sigmask(How.SETMASK, BOTH);
                    Signals.sigmask(How.UNBLOCK, SignalSet.of(Signal.INT, Signal.HUP));
                    assertEquals(TERM, Signals.sigmask());
                });
    }

    @Test
    void sigprocmask_7_old_mask_is_returned() {
        Deadlines.run(
                () -> {
                    assertEquals(SignalSet.EMPTY, Signals.sigmask(How.SETMASK, INT));
                    assertEquals(INT, Signals.sigmask(How.BLOCK, TERM));
                    assertEquals(BOTH, Signals.sigmask(How.UNBLOCK, BOTH));
                });
    }

    @Test
    void sigprocmask_8_without_a_set_it_only_asks() {
        Deadlines.run(
                () -> {
                    Signals.sigmask(How.SETMASK, INT);
                    assertEquals(INT, Signals.sigmask());
                    assertEquals(INT, Signals.sigmask());
                });
    }

    @Test
    void sigprocmask_9_pending_signals_are_delivered_before_the_unblocking_call_returns() {
        Deadlines.run(
                () -> {
                    Recorder recorder = new Recorder().catching(Signal.INT, Signal.TERM);
                    Signals.sigmask(How.BLOCK, BOTH);
                    Signals.raise(Signal.INT);
                    Signals.kill(Signal.TERM);
                    assertEquals(0, recorder.count());
                    Signals.sigmask(How.UNBLOCK, BOTH);
                    assertEquals(2, recorder.count());
                });
    }

    @Test
    void sigprocmask_10_kill_and_stop_are_not_blocked_and_no_error() {
        Deadlines.run(
                () -> {
                    Signals.sigmask(How.SETMASK, SignalSet.FULL);
                    assertEquals(Signal.values().length - 2, Signals.sigmask().size());
                    assertFalse(Signals.sigmask().contains(Signal.KILL));
                    assertFalse(Signals.sigmask().contains(Signal.STOP));
                });
    }

    @Test
    void sigprocmask_12_failed_call_changes_nothing() {
        Deadlines.run(
                () -> {
                    Signals.sigmask(How.SETMASK, INT);
                    assertThrows(PosixException.class, () -> Signals.sigmask(null, TERM));
                    assertThrows(PosixException.class, () -> Signals.sigmask(How.BLOCK, null));
                    assertEquals(INT, Signals.sigmask());
                });
    }

    @Test
    void sigprocmask_17_unknown_how_is_einval() {
        Deadlines.run(
                () -> {
                    PosixException e =
                            assertThrows(PosixException.class, () -> Signals.sigmask(null, INT));
                    assertEquals(Errno.EINVAL, e.errno());
                });
    }

    @Test
    void pthread_sigmask_18_never_eintr_although_a_handler_runs_inside() {
        Deadlines.run(
                () -> {
                    Recorder recorder = new Recorder().catching(Signal.INT);
                    Signals.sigmask(How.BLOCK, INT);
                    Signals.raise(Signal.INT);
                    Errno.set(Errno.NONE);
                    assertEquals(INT, Signals.sigmask(How.UNBLOCK, INT));
                    assertEquals(1, recorder.count());
                    assertEquals(Errno.NONE, Errno.get());
                });
    }

    @Test
    void sigpending_1_holds_what_is_pending_for_the_thread_and_for_the_process() {
        Deadlines.run(
                () -> {
                    Signals.sigmask(How.BLOCK, SignalSet.FULL);
                    assertEquals(SignalSet.EMPTY, Signals.sigpending());
                    Signals.raise(Signal.INT);
                    Signals.kill(Signal.TERM);
                    assertEquals(BOTH, Signals.sigpending());
                });
    }

    @Rounds(200)
    void sigpending_1_leaves_out_what_is_pending_for_another_thread() {
        Deadlines.run(
                () -> {
                    Signals.sigmask(How.BLOCK, SignalSet.FULL);
                    Pthread other = Pthread.create("other", () -> Signals.sigwait(TERM));
                    Signals.pthreadKill(other, Signal.INT);
                    assertFalse(Signals.sigpending().contains(Signal.INT));
                    Signals.pthreadKill(other, Signal.TERM);
                    other.join();
                });
    }

    @Rounds(200)
    void sigpending_1_leaves_out_what_is_on_its_way_to_another_thread() {
        Deadlines.run(
                () -> {
                    Recorder recorder = new Recorder().catching(Signal.TERM);
                    AtomicReference<SignalSet> pending = new AtomicReference<>();
                    Pthread main = Pthread.self();
                    Pthread.create(
                            "other",
                            () -> {
                                main.process().kill(Signal.TERM);
                                pending.set(Signals.sigpending());
                            });
                    // Without a point, so that it stays on its way:
                    Deadlines.until("the other looked", () -> pending.get() != null);
                    assertEquals(SignalSet.EMPTY, pending.get());
                    assertEquals(0, recorder.count());
                });
    }

    @Test
    void sigpending_1_leaves_out_what_the_thread_does_not_block() {
        Deadlines.run(
                () -> {
                    Recorder recorder = new Recorder().catching(Signal.INT);
                    Signals.raise(Signal.INT);
                    assertEquals(1, recorder.count());
                    assertTrue(Signals.sigpending().isEmpty());
                });
    }

    @Test
    void pthread_sigmask_16_unknown_how_is_einval() {
        Deadlines.run(
                () -> {
                    PosixException e =
                            assertThrows(
                                    PosixException.class,
                                    () -> Signals.sigmask(null, SignalSet.FULL));
                    assertEquals(Errno.EINVAL, e.errno());
                    assertTrue(Signals.sigmask().isEmpty());
                });
    }
}
