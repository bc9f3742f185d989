package signalkit.posix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Default actions, signals that are ignored, stop and continue, and how a process ends. */
class DefaultActionTest {
    private static final SignalSet USR1 = SignalSet.of(Signal.USR1);

    @ParameterizedTest
    @EnumSource(
            names = {
                "HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "BUS", "FPE", "KILL", "USR1", "SEGV",
                "USR2", "PIPE", "ALRM", "TERM", "STKFLT", "XCPU", "XFSZ", "VTALRM", "PROF", "IO",
                "PWR", "SYS"
            })
    void default_action_ends_the_process_with_128_plus_n(Signal signal) {
        assertEquals(128 + signal.number(), Deadlines.statusOf(() -> Signals.raise(signal)));
    }

    @Test
    void default_action_ends_the_process_also_while_its_thread_has_no_points() {
        PosixProcess process = new PosixProcess("tested");
        AtomicBoolean ready = new AtomicBoolean();
        AtomicBoolean leave = new AtomicBoolean();
        process.start(
                () -> {
                    ready.set(true);
                    Deadlines.until("leave", leave::get);
                });
        Deadlines.until("ready", ready::get);
        process.kill(Signal.TERM);
        leave.set(true);
        assertEquals(143, Deadlines.end(process, Deadlines.LIMIT));
    }

    @Test
    void default_action_waits_while_every_thread_blocks_the_signal() {
        int status =
                Deadlines.statusOf(
                        () -> {
                            Signals.sigmask(How.BLOCK, USR1);
                            Signals.kill(Signal.USR1);
                            assertEquals(USR1, Signals.sigpending());
                            Signals.sigmask(How.UNBLOCK, USR1);
                        });
        assertEquals(138, status);
    }

    @ParameterizedTest
    @EnumSource(names = {"CHLD", "URG", "WINCH", "CONT"})
    void default_action_ignores_and_wakes_no_pause(Signal signal) {
        Deadlines.run(
                () -> {
                    Pthread waiter = Pthread.create("waiter", Signals::pause);
                    Deadlines.untilParkedOn(waiter, SignalWaits.Suspension.class);
                    Signals.pthreadKill(waiter, signal);
                    Signals.kill(signal);
                    assertTrue(waiter.isAlive());
                    assertEquals(
                            List.of(SignalSet.EMPTY, SignalSet.EMPTY),
                            PosixProcess.current().signalState(waiter));
                });
    }

    @Test
    void ignored_signal_stays_pending_while_it_is_blocked_since_its_action_may_change() {
        Deadlines.run(
                () -> {
                    Signals.sigaction(Signal.USR1, Sigaction.IGNORE);
                    Signals.sigmask(How.BLOCK, USR1);
                    Signals.raise(Signal.USR1);
                    assertEquals(USR1, Signals.sigpending());
                    Recorder recorder = new Recorder().catching(Signal.USR1);
                    Signals.sigmask(How.UNBLOCK, USR1);
                    assertEquals(1, recorder.count());
                });
    }

    @Test
    void ignoring_a_pending_signal_discards_it() {
        Deadlines.run(
                () -> {
                    Signals.sigmask(How.BLOCK, USR1);
                    Signals.raise(Signal.USR1);
                    Signals.kill(Signal.USR1);
                    Signals.sigaction(Signal.USR1, Sigaction.IGNORE);
                    assertTrue(Signals.sigpending().isEmpty());
                });
    }

    @Test
    void default_action_that_is_to_ignore_discards_a_pending_signal_when_it_is_set() {
        Deadlines.run(
                () -> {
                    new Recorder().catching(Signal.CHLD);
                    Signals.sigmask(How.BLOCK, SignalSet.of(Signal.CHLD));
                    Signals.raise(Signal.CHLD);
                    Signals.sigaction(Signal.CHLD, Sigaction.DEFAULT);
                    assertTrue(Signals.sigpending().isEmpty());
                });
    }

    @ParameterizedTest
    @EnumSource(names = {"STOP", "TSTP", "TTIN", "TTOU"})
    void stop_holds_every_thread_at_its_next_point_until_continue(Signal stop) {
        PosixProcess process = new PosixProcess("tested");
        AtomicInteger steps = new AtomicInteger();
        AtomicBoolean leave = new AtomicBoolean();
        process.start(
                () -> {
                    while (!leave.get()) {
                        Signals.sigpending();
                        steps.incrementAndGet();
                    }
                });
        Deadlines.until("it runs", () -> steps.get() > 10);
        process.kill(stop);
        Deadlines.untilParkedOn(process.threads().get(0), Signal.class);
        int before = steps.get();
        process.kill(Signal.CONT);
        Deadlines.until("it runs again", () -> steps.get() > before);
        leave.set(true);
        assertEquals(0, Deadlines.end(process, Deadlines.LIMIT));
    }

    @Rounds(200)
    void signal_that_is_sent_to_a_stopped_process_is_taken_after_continue_alone() {
        PosixProcess process = new PosixProcess("tested");
        AtomicBoolean taken = new AtomicBoolean();
        process.start(
                () -> {
                    Signals.sigmask(How.BLOCK, USR1);
                    Signals.sigwait(USR1);
                    taken.set(true);
                });
        Deadlines.untilParkedOn(process.threads().get(0), SignalSet.class);
        process.kill(Signal.STOP);
        process.kill(Signal.USR1);
        Deadlines.untilParkedOn(process.threads().get(0), Signal.class);
        assertTrue(!taken.get());
        process.kill(Signal.CONT);
        assertEquals(0, Deadlines.end(process, Deadlines.LIMIT));
        assertTrue(taken.get());
    }

    @Test
    void fatal_signal_waits_for_continue_but_kill_does_not() {
        for (Signal fatal : List.of(Signal.TERM, Signal.KILL)) {
            PosixProcess process = new PosixProcess("tested");
            process.start(Signals::pause);
            Pthread main = process.threads().get(0);
            Deadlines.untilParkedOn(main, SignalWaits.Suspension.class);
            process.kill(Signal.STOP);
            process.kill(fatal);
            if (fatal == Signal.TERM) {
                Deadlines.untilParkedOn(main, Signal.class);
                assertTrue(main.isAlive());
                process.kill(Signal.CONT);
            }
            assertEquals(fatal.exitStatus(), Deadlines.end(process, Deadlines.LIMIT));
        }
    }

    @Test
    void continue_discards_a_pending_stop_and_the_other_way_round() {
        Deadlines.run(
                () -> {
                    Signals.sigmask(How.BLOCK, SignalSet.FULL);
                    Signals.kill(Signal.TSTP);
                    Signals.kill(Signal.CONT);
                    assertEquals(SignalSet.of(Signal.CONT), Signals.sigpending());
                    Signals.kill(Signal.TSTP);
                    assertEquals(SignalSet.of(Signal.TSTP), Signals.sigpending());
                });
    }

    @Test
    void exit_stops_every_thread_at_its_next_point() {
        PosixProcess process = new PosixProcess("tested");
        AtomicBoolean reached = new AtomicBoolean();
        process.start(
                () -> {
                    Pthread.create("waiter", Signals::pause);
                    process.exit(7);
                    Signals.sigpending();
                    reached.set(true);
                });
        assertEquals(7, Deadlines.end(process, Deadlines.LIMIT));
        assertTrue(!reached.get());
    }

    @Test
    void exception_that_leaves_a_handler_ends_the_process_with_134() {
        PosixProcess process = new PosixProcess("tested");
        RuntimeException thrown = new IllegalStateException("on purpose");
        process.start(
                () -> {
                    Signals.sigaction(
                            Signal.USR1,
                            Sigaction.handler(
                                    s -> {
                                        throw thrown;
                                    }));
                    Signals.raise(Signal.USR1);
                });
        assertEquals(134, process.waitFor(Deadlines.LIMIT.toNanos()));
        assertEquals(List.of(thrown), process.uncaught());
    }

    @Test
    void continue_that_discards_a_stop_on_its_way_disarms_the_points() {
        Deadlines.run(
                () -> {
                    PosixProcess process = PosixProcess.current();
                    process.kill(Signal.TSTP);
                    assertTrue(process.kernel().isArmed());
                    process.kill(Signal.CONT);
                    assertFalse(process.kernel().isArmed());
                });
    }

    @Test
    void signal_that_was_sent_before_main_started_is_delivered_before_its_first_step() {
        PosixProcess process = new PosixProcess("tested");
        process.kill(Signal.TERM);
        process.start(() -> process.exit(1));
        assertEquals(143, Deadlines.end(process, Deadlines.LIMIT));
    }
}
