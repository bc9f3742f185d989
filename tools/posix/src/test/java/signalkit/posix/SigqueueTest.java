package signalkit.posix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import signalkit.posix.Sigaction.Code;
import signalkit.posix.Sigaction.Siginfo;

/** The assertions of `sigqueue`, and what is told of a signal. */
class SigqueueTest {
    private static final SignalSet RT = SignalSet.of(Signal.RTMIN, Signal.RTMIN_1);

    @Test
    void sigqueue_1_sends_the_signal_with_its_value() {
        Deadlines.run(
                () -> {
                    List<Siginfo> told = new ArrayList<>();
                    Signals.sigaction(Signal.RTMIN, Sigaction.siginfo(told::add));
                    Signals.sigqueue(Signal.RTMIN, 7);
                    assertEquals(List.of(new Siginfo(Signal.RTMIN, Code.QUEUE, 7)), told);
                });
    }

    @Test
    void sigqueue_4_queues_real_time_signals_and_merges_the_others() {
        Deadlines.run(
                () -> {
                    SignalSet set = RT.with(Signal.USR1);
                    Signals.sigmask(How.BLOCK, set);
                    for (int value = 1; value <= 2; value++) {
                        Signals.sigqueue(Signal.RTMIN_1, value);
                        Signals.sigqueue(Signal.USR1, value);
                        Signals.sigqueue(Signal.RTMIN, value);
                    }
                    AtomicReference<Siginfo> info = new AtomicReference<>();
                    List<String> taken = new ArrayList<>();
                    while (!Signals.sigpending().isEmpty()) {
                        taken.add(Signals.sigwaitinfo(set, info) + " " + info.get().value());
                    }
                    assertEquals(
                            List.of("USR1 1", "RTMIN 1", "RTMIN 2", "RTMIN+1 1", "RTMIN+1 2"),
                            taken);
                });
    }

    @Test
    void sigqueue_6_is_delivered_before_the_call_returns() {
        Deadlines.run(
                () -> {
                    Recorder recorder = new Recorder().catching(Signal.RTMIN);
                    Signals.sigqueue(Signal.RTMIN, 0);
                    assertEquals(1, recorder.count());
                });
    }

    @Test
    void sigqueue_10_without_a_signal_is_einval() {
        Deadlines.run(
                () -> {
                    PosixException refused =
                            assertThrows(PosixException.class, () -> Signals.sigqueue(null, 1));
                    assertEquals(Errno.EINVAL, refused.errno());
                });
    }

    @Test
    void sigqueue_5_handler_without_siginfo_is_told_of_each() {
        Deadlines.run(
                () -> {
                    Recorder recorder = new Recorder().catching(Signal.RTMIN);
                    Signals.sigqueue(Signal.RTMIN, 1);
                    Signals.sigqueue(Signal.RTMIN, 2);
                    assertEquals(2, recorder.count());
                });
    }

    @Test
    void sigqueue_7_lowest_number_is_delivered_first() {
        Deadlines.run(
                () -> {
                    Recorder recorder = new Recorder();
                    for (Signal signal : RT) {
                        Sigaction action = Sigaction.handler(recorder);
                        Signals.sigaction(signal, action.withMask(Signal.RTMIN, Signal.RTMIN_1));
                    }
                    Signals.sigmask(How.BLOCK, RT);
                    Signals.sigqueue(Signal.RTMIN_1, 0);
                    Signals.sigqueue(Signal.RTMIN, 0);
                    Signals.sigmask(How.UNBLOCK, RT);
                    assertEquals(List.of(Signal.RTMIN, Signal.RTMIN_1), recorder.signals());
                });
    }

    @Test
    void sigaction_5_function_without_sa_siginfo_is_called() {
        Deadlines.run(
                () -> {
                    Recorder recorder = new Recorder();
                    Signals.sigaction(Signal.RTMIN, Sigaction.handler(recorder));
                    Signals.sigqueue(Signal.RTMIN, 1);
                    assertEquals(List.of(Signal.RTMIN), recorder.signals());
                });
    }

    @Test
    void sigaction_6_function_of_sa_siginfo_is_called() {
        Deadlines.run(
                () -> {
                    List<Siginfo> told = new ArrayList<>();
                    Signals.sigaction(Signal.USR1, Sigaction.siginfo(told::add));
                    Signals.raise(Signal.USR1);
                    assertEquals(1, told.size());
                });
    }

    @Test
    void sigaction_19_sa_siginfo_tells_the_signal_and_who_sent_it() {
        Deadlines.run(
                () -> {
                    List<Siginfo> told = new ArrayList<>();
                    Signals.sigaction(Signal.USR1, Sigaction.siginfo(told::add));
                    Signals.raise(Signal.USR1);
                    Signals.kill(Signal.USR1);
                    assertEquals(
                            List.of(
                                    new Siginfo(Signal.USR1, Code.TKILL, 0),
                                    new Siginfo(Signal.USR1, Code.USER, 0)),
                            told);
                });
    }

    @Test
    void sigaction_29_queued_signals_are_delivered_in_their_order() {
        Deadlines.run(
                () -> {
                    List<Integer> told = new ArrayList<>();
                    Sigaction action = Sigaction.siginfo(info -> told.add(info.value()));
                    Signals.sigaction(Signal.RTMIN, action);
                    Signals.sigmask(How.BLOCK, RT);
                    for (int value = 1; value <= 3; value++) {
                        Signals.sigqueue(Signal.RTMIN, value);
                    }
                    Signals.sigwait(RT);
                    Signals.sigmask(How.UNBLOCK, RT);
                    assertEquals(2, told.size());
                    assertTrue(told.containsAll(List.of(2, 3)), told::toString);
                });
    }

    @Test
    void sigwait_2_takes_one_of_several_that_are_queued() {
        Deadlines.run(
                () -> {
                    Signals.sigmask(How.BLOCK, RT);
                    Signals.kill(Signal.RTMIN);
                    Signals.kill(Signal.RTMIN);
                    assertEquals(Signal.RTMIN, Signals.sigwait(RT));
                    assertTrue(Signals.sigpending().contains(Signal.RTMIN));
                    assertEquals(Signal.RTMIN, Signals.sigwait(RT));
                    assertTrue(Signals.sigpending().isEmpty());
                });
    }

    @Test
    void sigwaitinfo_2_takes_the_lowest_number_first() {
        Deadlines.run(
                () -> {
                    Signals.sigmask(How.BLOCK, RT);
                    Signals.kill(Signal.RTMIN_1);
                    Signals.kill(Signal.RTMIN);
                    assertEquals(Signal.RTMIN, Signals.sigwaitinfo(RT));
                });
    }

    private static Siginfo taken() {
        AtomicReference<Siginfo> info = new AtomicReference<>();
        Signals.sigwaitinfo(RT, info);
        return info.get();
    }

    @Test
    void sigwaitinfo_5_tells_the_signal() {
        Deadlines.run(
                () -> {
                    Signals.sigmask(How.BLOCK, RT);
                    Signals.kill(Signal.RTMIN_1);
                    assertEquals(Signal.RTMIN_1, taken().signal());
                });
    }

    @Test
    void sigwaitinfo_6_tells_the_cause() {
        Deadlines.run(
                () -> {
                    Signals.sigmask(How.BLOCK, RT);
                    Signals.kill(Signal.RTMIN);
                    Signals.sigqueue(Signal.RTMIN_1, 0);
                    assertEquals(Code.USER, taken().code());
                    assertEquals(Code.QUEUE, taken().code());
                });
    }

    @Test
    void sigwaitinfo_7_tells_the_values_in_the_order_in_which_they_were_queued() {
        Deadlines.run(
                () -> {
                    Signals.sigmask(How.BLOCK, RT);
                    Signals.sigqueue(Signal.RTMIN, 1);
                    Signals.sigqueue(Signal.RTMIN, 2);
                    assertEquals(1, taken().value());
                    assertEquals(2, taken().value());
                });
    }

    @Test
    void each_queued_signal_runs_its_handler_and_ignoring_discards_them_all() {
        Deadlines.run(
                () -> {
                    Recorder recorder = new Recorder().catching(Signal.RTMIN);
                    Signals.sigmask(How.BLOCK, RT);
                    Signals.raise(Signal.RTMIN);
                    Signals.kill(Signal.RTMIN);
                    Signals.kill(Signal.RTMIN);
                    Signals.sigmask(How.UNBLOCK, RT);
                    assertEquals(3, recorder.count());
                    Signals.sigmask(How.BLOCK, RT);
                    Signals.kill(Signal.RTMIN);
                    Signals.kill(Signal.RTMIN);
                    Signals.sigaction(Signal.RTMIN, Sigaction.IGNORE);
                    assertTrue(Signals.sigpending().isEmpty());
                    recorder.catching(Signal.RTMIN);
                    Signals.sigmask(How.UNBLOCK, RT);
                    assertEquals(3, recorder.count());
                });
    }

    @Test
    void real_time_signal_ends_the_process_by_default() {
        PosixProcess process = new PosixProcess("tested");
        process.start(() -> Signals.raise(Signal.of(41)));
        assertEquals(128 + 41, Deadlines.end(process, Deadlines.LIMIT));
    }

    @Test
    void real_time_signal_is_found_by_its_name() {
        assertEquals(Signal.RTMIN_1, Signal.parse("SIGRTMIN+1").orElseThrow());
        assertEquals(Signal.RTMIN, Signal.parse("rtmin").orElseThrow());
        assertEquals("RTMIN+1", Signal.RTMIN_1.toString());
        assertThrows(PosixException.class, () -> Signal.of(33));
        assertThrows(PosixException.class, () -> Signal.of(42));
    }
}
