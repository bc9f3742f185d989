package signalkit.posix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The assertions of {@code sigaction}. */
class SigactionTest {
    private static final SignalSet NONE = SignalSet.EMPTY;

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"KILL", "STOP"})
    void sigaction_1_action_is_taken_for_each_signal(Signal signal) {
        Deadlines.run(
                () -> {
                    Recorder recorder = new Recorder().catching(signal);
                    Signals.raise(signal);
                    assertEquals(List.of(signal), recorder.signals());
                });
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"KILL", "STOP"})
    void sigaction_2_old_action_is_returned(Signal signal) {
        Deadlines.run(
                () -> {
                    Sigaction first = Sigaction.handler(s -> {}).withMask(Signal.USR1);
                    assertSame(Sigaction.DEFAULT, Signals.sigaction(signal, first));
                    assertSame(first, Signals.sigaction(signal, Sigaction.IGNORE));
                    assertSame(Sigaction.IGNORE, Signals.sigaction(signal, Sigaction.DEFAULT));
                });
    }

    @Test
    void sigaction_3_null_action_only_asks() {
        Deadlines.run(
                () -> {
                    Recorder recorder = new Recorder().catching(Signal.USR1);
                    Sigaction asked = Signals.sigaction(Signal.USR1, null);
                    assertSame(recorder, asked.handler());
                    assertEquals(asked, Signals.sigaction(Signal.USR1));
                    Signals.raise(Signal.USR1);
                    assertEquals(1, recorder.count());
                });
    }

    @Test
    void sigaction_4_kill_and_stop_in_sa_mask_are_no_error_and_never_blocked() {
        Deadlines.run(
                () -> {
                    Recorder recorder = new Recorder();
                    Signals.sigaction(
                            Signal.USR1,
                            Sigaction.handler(recorder).withMask(Signal.KILL, Signal.STOP));
                    Signals.raise(Signal.USR1);
                    assertEquals(List.of(SignalSet.of(Signal.USR1)), recorder.masks());
                });
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"KILL", "STOP", "USR1", "CONT"})
    void sigaction_7_sa_mask_is_added_before_the_handler_runs(Signal blocked) {
        Deadlines.run(
                () -> {
                    List<String> order = new CopyOnWriteArrayList<>();
                    Signals.sigaction(blocked, Sigaction.handler(s -> order.add("inner")));
                    SignalHandler outer =
                            s -> {
                                Signals.raise(blocked);
                                order.add("outer");
                            };
                    Signals.sigaction(Signal.USR1, Sigaction.handler(outer).withMask(blocked));
                    Signals.raise(Signal.USR1);
                    assertEquals(List.of("outer", "inner"), order);
                });
    }

    @Test
    void sigaction_8_sa_mask_holds_for_a_signal_of_the_process_too() {
        Deadlines.run(
                () -> {
                    List<String> order = new CopyOnWriteArrayList<>();
                    Signals.sigaction(Signal.TERM, Sigaction.handler(s -> order.add("inner")));
                    SignalHandler outer =
                            s -> {
                                Signals.kill(Signal.TERM);
                                order.add("outer");
                            };
                    Signals.sigaction(Signal.INT, Sigaction.handler(outer).withMask(Signal.TERM));
                    Signals.kill(Signal.INT);
                    assertEquals(List.of("outer", "inner"), order);
                });
    }

    @Test
    void sigaction_13_handler_runs_on_the_stack_of_the_code_that_it_interrupts() {
        Deadlines.run(
                () -> {
                    AtomicReference<StackTraceElement[]> stack = new AtomicReference<>();
                    Signals.sigaction(
                            Signal.USR1,
                            Sigaction.handler(s -> stack.set(new Throwable().getStackTrace())));
                    interruptedCode();
                    assertTrue(
                            Arrays.stream(stack.get())
                                    .anyMatch(f -> f.getMethodName().equals("interruptedCode")));
                });
    }

    private static void interruptedCode() {
        Signals.raise(Signal.USR1);
    }

    @Test
    void sigaction_14_resethand_resets_on_entry_and_acts_as_nodefer() {
        Deadlines.run(
                () -> {
                    List<Sigaction> seen = new CopyOnWriteArrayList<>();
                    Recorder recorder =
                            new Recorder(() -> seen.add(Signals.sigaction(Signal.USR1)));
                    Signals.sigaction(
                            Signal.USR1,
                            Sigaction.handler(recorder)
                                    .withMask(Signal.INT)
                                    .withFlags(Sigaction.Flag.RESETHAND));
                    Signals.raise(Signal.USR1);
                    Sigaction left = seen.get(0);
                    assertEquals(Sigaction.Disposition.DEFAULT, left.disposition());
                    assertEquals(Set.of(Sigaction.Flag.RESETHAND), left.flags());
                    assertEquals(SignalSet.of(Signal.INT), left.mask());
                    assertEquals(List.of(SignalSet.of(Signal.INT)), recorder.masks());
                });
    }

    @Test
    void sigaction_14_second_signal_after_resethand_takes_the_default_action() {
        int status =
                Deadlines.statusOf(
                        () -> {
                            Signals.sigaction(
                                    Signal.TERM,
                                    Sigaction.handler(s -> {}).withFlags(Sigaction.Flag.RESETHAND));
                            Signals.raise(Signal.TERM);
                            Signals.raise(Signal.TERM);
                        });
        assertEquals(143, status);
    }

    @Test
    void sigaction_15_without_resethand_the_action_stays() {
        Deadlines.run(
                () -> {
                    Recorder recorder = new Recorder().catching(Signal.USR1);
                    Signals.raise(Signal.USR1);
                    Signals.raise(Signal.USR1);
                    assertEquals(2, recorder.count());
                });
    }

    @Rounds(200)
    void sigaction_16_restart_lets_a_read_go_on() {
        Deadlines.run(
                () -> {
                    Recorder recorder = new Recorder();
                    Signals.sigaction(
                            Signal.USR1,
                            Sigaction.handler(recorder).withFlags(Sigaction.Flag.RESTART));
                    Pipe pipe = new Pipe();
                    AtomicReference<Byte> read = new AtomicReference<>();
                    Pthread reader = Pthread.create("reader", () -> read.set(pipe.read()));
                    Deadlines.untilParkedOn(reader, Pipe.class);
                    Signals.pthreadKill(reader, Signal.USR1);
                    Deadlines.until("the handler ran", () -> recorder.count() == 1);
                    pipe.write((byte) 7);
                    reader.join();
                    assertEquals((byte) 7, read.get());
                });
    }

    @Rounds(200)
    void sigaction_17_without_restart_a_read_fails_with_eintr() {
        Deadlines.run(
                () -> {
                    new Recorder().catching(Signal.USR1);
                    Pipe pipe = new Pipe();
                    Pthread reader =
                            Pthread.create(
                                    "reader",
                                    () -> {
                                        var e = assertThrows(PosixException.class, pipe::read);
                                        assertEquals(Errno.EINTR, e.errno());
                                        assertEquals(Errno.EINTR, Errno.get());
                                    });
                    Deadlines.untilParkedOn(reader, Pipe.class);
                    Signals.pthreadKill(reader, Signal.USR1);
                    reader.join();
                });
    }

    @Test
    void sigaction_22_nodefer_lets_a_handler_interrupt_itself() {
        Deadlines.run(
                () -> {
                    List<String> order = new CopyOnWriteArrayList<>();
                    SignalHandler nesting =
                            s -> {
                                order.add("in");
                                if (order.size() == 1) {
                                    Signals.raise(s);
                                }
                                order.add("out");
                            };
                    Signals.sigaction(
                            Signal.USR1,
                            Sigaction.handler(nesting).withFlags(Sigaction.Flag.NODEFER));
                    Signals.raise(Signal.USR1);
                    assertEquals(List.of("in", "in", "out", "out"), order);
                });
    }

    @Test
    void sigaction_22_nodefer_does_not_undo_sa_mask() {
        Deadlines.run(
                () -> {
                    Recorder recorder = new Recorder();
                    Signals.sigaction(
                            Signal.USR1,
                            Sigaction.handler(recorder)
                                    .withMask(Signal.USR1)
                                    .withFlags(Sigaction.Flag.NODEFER));
                    Signals.raise(Signal.USR1);
                    assertEquals(List.of(SignalSet.of(Signal.USR1)), recorder.masks());
                });
    }

    @Test
    void sigaction_23_without_nodefer_the_signal_is_blocked_in_its_own_handler() {
        Deadlines.run(
                () -> {
                    List<String> order = new CopyOnWriteArrayList<>();
                    SignalHandler handler =
                            s -> {
                                order.add("in");
                                if (order.size() == 1) {
                                    Signals.raise(s);
                                }
                                order.add("out");
                            };
                    Signals.sigaction(Signal.USR1, Sigaction.handler(handler));
                    Signals.raise(Signal.USR1);
                    assertEquals(List.of("in", "out", "in", "out"), order);
                });
    }

    @Test
    void sigaction_24_new_mask_holds_until_the_handler_changes_it() {
        Deadlines.run(
                () -> {
                    Recorder inner = new Recorder().catching(Signal.USR2);
                    Signals.sigaction(
                            Signal.USR1,
                            Sigaction.handler(
                                            s -> {
                                                Signals.raise(Signal.USR2);
                                                assertEquals(0, inner.count());
                                                Signals.sigmask(How.UNBLOCK, Signals.sigmask());
                                                assertEquals(1, inner.count());
                                            })
                                    .withMask(Signal.USR2));
                    Signals.raise(Signal.USR1);
                    assertEquals(1, inner.count());
                });
    }

    @Test
    void sigaction_25_mask_is_union_of_old_sa_mask_and_signal() {
        Deadlines.run(
                () -> {
                    Recorder recorder = new Recorder();
                    Signals.sigaction(
                            Signal.USR1, Sigaction.handler(recorder).withMask(Signal.HUP));
                    Signals.sigmask(How.BLOCK, SignalSet.of(Signal.INT));
                    Signals.raise(Signal.USR1);
                    assertEquals(
                            List.of(SignalSet.of(Signal.INT, Signal.HUP, Signal.USR1)),
                            recorder.masks());
                });
    }

    @Test
    void sigaction_26_old_mask_is_back_after_the_handler_whatever_it_did() {
        Deadlines.run(
                () -> {
                    Signals.sigaction(
                            Signal.USR1,
                            Sigaction.handler(s -> Signals.sigmask(How.SETMASK, SignalSet.FULL))
                                    .withMask(Signal.HUP));
                    Signals.sigmask(How.BLOCK, SignalSet.of(Signal.INT));
                    Signals.raise(Signal.USR1);
                    assertEquals(SignalSet.of(Signal.INT), Signals.sigmask());
                });
    }

    @Test
    void sigaction_27_failed_call_changes_nothing() {
        Deadlines.run(
                () -> {
                    Sigaction before = Signals.sigaction(Signal.KILL);
                    assertThrows(
                            PosixException.class,
                            () -> Signals.sigaction(Signal.KILL, Sigaction.IGNORE));
                    assertEquals(before, Signals.sigaction(Signal.KILL));
                });
    }

    @Test
    void sigaction_28_action_that_was_returned_can_be_installed_again() {
        Deadlines.run(
                () -> {
                    Recorder recorder = new Recorder().catching(Signal.USR1);
                    Sigaction old = Signals.sigaction(Signal.USR1, Sigaction.IGNORE);
                    Signals.sigaction(Signal.USR1, old);
                    Signals.raise(Signal.USR1);
                    assertEquals(1, recorder.count());
                });
    }

    @ParameterizedTest
    @EnumSource(names = {"KILL", "STOP"})
    void sigaction_30_catching_kill_or_stop_is_einval(Signal signal) {
        Deadlines.run(
                () -> {
                    for (Sigaction action :
                            List.of(
                                    Sigaction.IGNORE,
                                    Sigaction.DEFAULT,
                                    Sigaction.handler(s -> {}))) {
                        PosixException e =
                                assertThrows(
                                        PosixException.class,
                                        () -> Signals.sigaction(signal, action));
                        assertEquals(Errno.EINVAL, e.errno());
                    }
                    assertFalse(signal.isCatchable());
                });
    }

    @Test
    void sigaction_30_invalid_signal_is_einval() {
        for (int number : new int[] {-1, 0, 32, 64, Integer.MAX_VALUE}) {
            PosixException e = assertThrows(PosixException.class, () -> Signal.of(number));
            assertEquals(Errno.EINVAL, e.errno());
        }
        PosixException e =
                assertThrows(PosixException.class, () -> Signals.sigaction(null, Sigaction.IGNORE));
        assertEquals(Errno.EINVAL, e.errno());
    }

    @Test
    void sigaction_18_handler_is_entered_with_its_signal() {
        Deadlines.run(
                () -> {
                    Recorder recorder = new Recorder().catching(Signal.USR1, Signal.USR2);
                    Signals.raise(Signal.USR2);
                    Signals.raise(Signal.USR1);
                    assertEquals(List.of(Signal.USR2, Signal.USR1), recorder.signals());
                });
    }
}
