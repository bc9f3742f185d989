package signalkit.posix.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import signalkit.posix.Errno;
import signalkit.posix.How;
import signalkit.posix.PosixException;
import signalkit.posix.PosixProcess;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;

/** The assertions of {@code alarm}, {@code setitimer} and the timers of {@code timer_create}. */
class TimersTest {
    private static final Duration SOON = Duration.ofMillis(2);
    private static final SignalSet ALRM = SignalSet.of(Signal.ALRM);

    /** Runs code as the main thread of a process; returns its exit status. */
    static int run(Runnable body) {
        PosixProcess process = new PosixProcess("tested");
        process.start(body);
        int status = process.waitFor(20_000_000_000L);
        process.uncaught()
                .forEach(
                        thrown -> {
                            throw new AssertionError(thrown);
                        });
        return status;
    }

    @Test
    void alarm_1_sends_alrm_whose_default_action_ends_the_process() {
        int status =
                run(
                        () -> {
                            Alarms.setitimer(SOON, Duration.ZERO);
                            Signals.pause();
                        });
        assertEquals(Signal.ALRM.exitStatus(), status);
    }

    @Test
    void alarm_2_returns_the_seconds_that_were_left_and_zero_cancels() {
        run(
                () -> {
                    assertEquals(0, Alarms.alarm(100));
                    assertEquals(100, Alarms.alarm(50));
                    assertEquals(50, Alarms.alarm(0));
                    assertEquals(0, Alarms.alarm(0));
                    assertTrue(Alarms.getitimer().isZero());
                });
    }

    @Test
    void setitimer_sends_again_and_again_and_what_is_pending_merges() {
        run(
                () -> {
                    Signals.sigmask(How.BLOCK, ALRM);
                    Alarms.setitimer(SOON, SOON);
                    for (int i = 0; i < 3; i++) {
                        assertEquals(Signal.ALRM, Signals.sigwait(ALRM));
                    }
                    Alarms.setitimer(Duration.ZERO, Duration.ZERO);
                    Signals.sigaction(Signal.ALRM, Sigaction.IGNORE);
                    assertTrue(Signals.sigpending().isEmpty());
                });
    }

    @Test
    void timer_settime_2_each_timer_sends_its_own_signal() {
        run(
                () -> {
                    SignalSet both = SignalSet.of(Signal.USR1, Signal.USR2);
                    Signals.sigmask(How.BLOCK, both);
                    IntervalTimer second = new IntervalTimer(Signal.USR2);
                    second.settime(SOON.multipliedBy(20), Duration.ZERO);
                    IntervalTimer first = new IntervalTimer(Signal.USR1);
                    first.settime(SOON, Duration.ZERO);
                    List<Signal> taken = new CopyOnWriteArrayList<>();
                    taken.add(Signals.sigwait(both));
                    taken.add(Signals.sigwait(both));
                    assertEquals(List.of(Signal.USR1, Signal.USR2), taken);
                    assertTrue(first.gettime().isZero(), "it has expired");
                });
    }

    @Test
    void timer_delete_1_a_deleted_timer_sends_nothing_and_is_einval() {
        run(
                () -> {
                    IntervalTimer timer = new IntervalTimer(Signal.USR1);
                    timer.settime(Duration.ofDays(1), Duration.ZERO);
                    timer.delete();
                    PosixException e = assertThrows(PosixException.class, timer::gettime);
                    assertEquals(Errno.EINVAL, e.errno());
                    Duration negative = Duration.ofNanos(-1);
                    assertThrows(
                            PosixException.class, () -> Alarms.setitimer(negative, Duration.ZERO));
                });
    }

    @Test
    void thread_of_the_timers_gets_no_signal_of_the_program() {
        run(
                () -> {
                    Alarms.alarm(100);
                    Signals.sigmask(How.BLOCK, ALRM);
                    Signals.kill(Signal.ALRM);
                    assertEquals(ALRM, Signals.sigpending());
                });
    }
}
