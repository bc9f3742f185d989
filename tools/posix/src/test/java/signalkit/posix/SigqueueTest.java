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
    void sigqueue_8_is_delivered_before_the_call_returns() {
        Deadlines.run(
                () -> {
                    Recorder recorder = new Recorder().catching(Signal.RTMIN);
                    Signals.sigqueue(Signal.RTMIN, 0);
                    assertEquals(1, recorder.count());
                });
    }

    @Test
    void sigqueue_12_without_a_signal_is_einval() {
        Deadlines.run(
                () -> {
                    PosixException refused =
                            assertThrows(PosixException.class, () -> Signals.sigqueue(null, 1));
                    assertEquals(Errno.EINVAL, refused.errno());
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
