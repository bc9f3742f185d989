package signalkit.posix.old;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static signalkit.posix.old.OldSignals.SIG_DFL;
import static signalkit.posix.old.OldSignals.SIG_HOLD;
import static signalkit.posix.old.OldSignals.SIG_IGN;

import java.util.List;
import org.junit.jupiter.api.Test;
import signalkit.posix.Deadlines;
import signalkit.posix.Errno;
import signalkit.posix.PosixException;
import signalkit.posix.Recorder;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;

/** The assertions of {@code signal}, {@code sigset} and their kin. */
class OldSignalsTest {
    private static final Signal USR1 = Signal.USR1;

    private final Recorder recorder = new Recorder();

    private static boolean isBlocked() {
        return Signals.sigmask().contains(USR1);
    }

    private static void assertInvalid(Runnable call) {
        assertEquals(Errno.EINVAL, assertThrows(PosixException.class, call::run).errno());
    }

    private static void endsByUsr1(Runnable program) {
        assertEquals(USR1.exitStatus(), Deadlines.statusOf(program));
    }

    @Test
    void signal_1_default_action_is_taken() {
        endsByUsr1(
                () -> {
                    OldSignals.signal(USR1, SIG_IGN);
                    OldSignals.signal(USR1, SIG_DFL);
                    Signals.raise(USR1);
                });
    }

    @Test
    void signal_2_ignored_signal_has_no_effect() {
        Deadlines.run(
                () -> {
                    OldSignals.signal(USR1, SIG_IGN);
                    Signals.raise(USR1);
                });
    }

    @Test
    void signal_3_handler_is_called_each_time_with_its_signal() {
        Deadlines.run(
                () -> {
                    OldSignals.signal(USR1, recorder);
                    Signals.raise(USR1);
                    Signals.raise(USR1);
                    assertEquals(List.of(USR1, USR1), recorder.signals());
                });
    }

    @Test
    void signal_4_program_continues_after_the_interrupted_call() {
        Deadlines.run(
                () -> {
                    StringBuilder order = new StringBuilder("before");
                    OldSignals.signal(USR1, s -> order.append(", handler"));
                    Signals.raise(USR1);
                    assertEquals("before, handler, after", order.append(", after").toString());
                });
    }

    @Test
    void signal_5_returns_what_was_set_before() {
        Deadlines.run(
                () -> {
                    assertSame(SIG_DFL, OldSignals.signal(USR1, recorder));
                    assertSame(recorder, OldSignals.signal(USR1, SIG_IGN));
                    assertSame(SIG_IGN, OldSignals.signal(USR1, SIG_DFL));
                });
    }

    @Test
    void signal_6_no_signal_is_einval() {
        Deadlines.run(() -> assertInvalid(() -> OldSignals.signal(null, recorder)));
    }

    @Test
    void signal_7_catching_or_ignoring_kill_is_einval() {
        Deadlines.run(
                () -> {
                    assertInvalid(() -> OldSignals.signal(Signal.KILL, recorder));
                    assertInvalid(() -> OldSignals.signal(Signal.STOP, SIG_IGN));
                });
    }

    @Test
    void sigset_1_default_action_is_taken() {
        endsByUsr1(
                () -> {
                    OldSignals.sigset(USR1, SIG_IGN);
                    OldSignals.sigset(USR1, SIG_DFL);
                    Signals.raise(USR1);
                });
    }

    @Test
    void sigset_2_ignored_signal_has_no_effect() {
        Deadlines.run(
                () -> {
                    OldSignals.sigset(USR1, SIG_IGN);
                    Signals.raise(USR1);
                });
    }

    @Test
    void sigset_3_handler_is_called() {
        Deadlines.run(
                () -> {
                    OldSignals.sigset(USR1, recorder);
                    Signals.raise(USR1);
                    assertEquals(1, recorder.count());
                });
    }

    @Test
    void sigset_4_signal_is_blocked_while_its_handler_runs() {
        Deadlines.run(
                () -> {
                    OldSignals.sigset(USR1, recorder);
                    Signals.raise(USR1);
                    assertEquals(SignalSet.of(USR1), recorder.masks().get(0));
                });
    }

    @Test
    void sigset_5_mask_is_as_before_after_the_handler() {
        Deadlines.run(
                () -> {
                    OldSignals.sigset(USR1, s -> OldSignals.sighold(Signal.USR2));
                    Signals.raise(USR1);
                    assertEquals(SignalSet.EMPTY, Signals.sigmask());
                });
    }

    @Test
    void sigset_6_hold_blocks_the_signal() {
        Deadlines.run(
                () -> {
                    OldSignals.sigset(USR1, SIG_HOLD);
                    assertTrue(isBlocked());
                });
    }

    @Test
    void sigset_7_hold_leaves_the_action() {
        Deadlines.run(
                () -> {
                    OldSignals.sigset(USR1, recorder);
                    assertSame(recorder, OldSignals.sigset(USR1, SIG_HOLD));
                    assertSame(recorder, Signals.sigaction(USR1).handler());
                });
    }

    @Test
    void sigset_8_returns_hold_when_the_signal_was_blocked_and_unblocks_it() {
        Deadlines.run(
                () -> {
                    OldSignals.sighold(USR1);
                    assertSame(SIG_HOLD, OldSignals.sigset(USR1, recorder));
                    assertFalse(isBlocked());
                });
    }

    @Test
    void sigset_9_returns_the_action_when_the_signal_was_not_blocked() {
        Deadlines.run(
                () -> {
                    assertSame(SIG_DFL, OldSignals.sigset(USR1, recorder));
                    assertSame(recorder, OldSignals.sigset(USR1, SIG_IGN));
                });
    }

    @Test
    void sigset_10_catching_kill_is_einval() {
        Deadlines.run(() -> assertInvalid(() -> OldSignals.sigset(Signal.KILL, recorder)));
    }

    @Test
    void sighold_1_blocks_the_signal_alone() {
        Deadlines.run(
                () -> {
                    OldSignals.sighold(Signal.USR2);
                    OldSignals.sighold(USR1);
                    assertEquals(SignalSet.of(USR1, Signal.USR2), Signals.sigmask());
                });
    }

    @Test
    void sighold_3_no_signal_is_einval() {
        Deadlines.run(() -> assertInvalid(() -> OldSignals.sighold(null)));
    }

    @Test
    void sigrelse_1_unblocks_the_signal_which_is_delivered_at_once() {
        Deadlines.run(
                () -> {
                    OldSignals.sigset(USR1, recorder);
                    OldSignals.sighold(USR1);
                    Signals.raise(USR1);
                    assertEquals(0, recorder.count());
                    OldSignals.sigrelse(USR1);
                    assertEquals(1, recorder.count());
                    assertFalse(isBlocked());
                });
    }

    @Test
    void sigrelse_3_no_signal_is_einval() {
        Deadlines.run(() -> assertInvalid(() -> OldSignals.sigrelse(null)));
    }

    @Test
    void sigignore_1_sets_the_action() {
        Deadlines.run(
                () -> {
                    OldSignals.sigignore(USR1);
                    assertSame(
                            Sigaction.IGNORE.disposition(), Signals.sigaction(USR1).disposition());
                    Signals.raise(USR1);
                });
    }

    @Test
    void sigignore_5_no_signal_is_einval() {
        Deadlines.run(() -> assertInvalid(() -> OldSignals.sigignore(null)));
    }

    @Test
    void sigignore_6_of_kill_and_stop_is_einval() {
        Deadlines.run(
                () -> {
                    assertInvalid(() -> OldSignals.sigignore(Signal.KILL));
                    assertInvalid(() -> OldSignals.sigignore(Signal.STOP));
                });
    }
}
