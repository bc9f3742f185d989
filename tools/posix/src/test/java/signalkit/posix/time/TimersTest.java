package signalkit.posix.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import signalkit.posix.Deadlines;
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
    void timer_create_4_each_timer_sends_its_own_signal() {
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
    void timer_delete_5_deleted_timer_is_einval() {
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

    private static final SignalSet USR1 = SignalSet.of(Signal.USR1);
    private static final Duration DAY = Duration.ofDays(1);

    /** Runs code with a timer of USR1, which it blocks. */
    private static void withTimer(Consumer<IntervalTimer> code) {
        run(
                () -> {
                    Signals.sigmask(How.BLOCK, USR1);
                    code.accept(new IntervalTimer(Signal.USR1));
                });
    }

    private static void assertInvalid(Runnable call) {
        assertEquals(Errno.EINVAL, assertThrows(PosixException.class, call::run).errno());
    }

    private static void untilPending() {
        Deadlines.until("USR1 is pending", () -> Signals.sigpending().contains(Signal.USR1));
    }

    @Test
    void timer_create_1_makes_a_timer_that_can_be_set() {
        withTimer(
                timer -> {
                    timer.settime(SOON, Duration.ZERO);
                    assertEquals(Signal.USR1, Signals.sigwait(USR1));
                });
    }

    @Test
    void timer_create_3_is_disarmed_at_first() {
        withTimer(timer -> assertTrue(timer.gettime().isZero()));
    }

    @Test
    void timer_settime_1_arms_and_the_signal_comes_after_the_time() {
        withTimer(
                timer -> {
                    long start = System.nanoTime();
                    timer.settime(SOON, Duration.ZERO);
                    Signals.sigwait(USR1);
                    assertTrue(System.nanoTime() - start >= SOON.toNanos());
                });
    }

    @Test
    void timer_settime_2_sets_an_armed_timer_anew() {
        withTimer(
                timer -> {
                    timer.settime(DAY, Duration.ZERO);
                    timer.settime(SOON, Duration.ZERO);
                    assertEquals(Signal.USR1, Signals.sigwait(USR1));
                });
    }

    @Test
    void timer_settime_3_zero_disarms() {
        withTimer(
                timer -> {
                    timer.settime(DAY, DAY);
                    timer.settime(Duration.ZERO, DAY);
                    assertTrue(timer.gettime().isZero());
                });
    }

    @Test
    void timer_settime_6_interval_arms_it_again_and_again() {
        withTimer(
                timer -> {
                    timer.settime(SOON, SOON);
                    for (int i = 0; i < 3; i++) {
                        assertEquals(Signal.USR1, Signals.sigwait(USR1));
                    }
                });
    }

    @Test
    void timer_settime_8_returns_what_was_left() {
        withTimer(
                timer -> {
                    assertTrue(timer.settime(DAY, Duration.ZERO).isZero());
                    Duration left = timer.settime(Duration.ZERO, Duration.ZERO);
                    assertTrue(left.compareTo(DAY) <= 0 && left.toHours() >= 23, left::toString);
                    assertTrue(timer.settime(Duration.ZERO, Duration.ZERO).isZero());
                });
    }

    @Test
    void timer_settime_12_deleted_timer_is_einval() {
        withTimer(
                timer -> {
                    timer.delete();
                    assertInvalid(() -> timer.settime(SOON, SOON));
                });
    }

    @Test
    void timer_settime_13_negative_time_is_einval() {
        withTimer(timer -> assertInvalid(() -> timer.settime(SOON, Duration.ofNanos(-1))));
    }

    @Test
    void timer_gettime_1_tells_the_time_until_the_next_expiry() {
        withTimer(
                timer -> {
                    timer.settime(DAY, Duration.ZERO);
                    assertTrue(timer.gettime().compareTo(DAY) <= 0);
                    assertTrue(timer.gettime().toHours() >= 23);
                });
    }

    @Test
    void timer_gettime_2_is_zero_when_it_is_disarmed() {
        withTimer(
                timer -> {
                    timer.settime(SOON, Duration.ZERO);
                    Signals.sigwait(USR1);
                    assertTrue(timer.gettime().isZero());
                });
    }

    @Test
    void timer_gettime_6_deleted_timer_is_einval() {
        withTimer(
                timer -> {
                    timer.delete();
                    assertInvalid(timer::gettime);
                });
    }

    @Test
    void timer_delete_1_deleted_timer_sends_nothing() {
        withTimer(
                timer -> {
                    timer.settime(Duration.ofMillis(20), Duration.ZERO);
                    timer.delete();
                    assertThrows(
                            PosixException.class,
                            () -> Signals.sigtimedwait(USR1, Duration.ofMillis(40)));
                });
    }

    @Test
    void timer_delete_2_armed_timer_is_disarmed() {
        withTimer(
                timer -> {
                    timer.settime(DAY, DAY);
                    timer.delete();
                    assertTrue(Signals.sigpending().isEmpty());
                });
    }

    @Test
    void timer_getoverrun_1_timer_has_one_signal_pending_at_most() {
        run(
                () -> {
                    SignalSet rtmin = SignalSet.of(Signal.RTMIN);
                    Signals.sigmask(How.BLOCK, rtmin);
                    IntervalTimer timer = new IntervalTimer(Signal.RTMIN);
                    timer.settime(SOON, SOON);
                    Signals.nanosleep(SOON.multipliedBy(5));
                    timer.settime(Duration.ZERO, Duration.ZERO);
                    assertEquals(Signal.RTMIN, Signals.sigwait(rtmin));
                    assertTrue(Signals.sigpending().isEmpty());
                });
    }

    @Test
    void timer_getoverrun_2_counts_expiries_beside_the_one_that_was_taken() {
        withTimer(
                timer -> {
                    timer.settime(SOON, Duration.ofMillis(1));
                    untilPending();
                    assertEquals(0, timer.getoverrun());
                    Signals.nanosleep(Duration.ofMillis(20));
                    Signals.sigwait(USR1);
                    assertTrue(timer.getoverrun() >= 10);
                });
    }

    @Test
    void timer_getoverrun_6_deleted_timer_is_einval() {
        withTimer(
                timer -> {
                    timer.delete();
                    assertInvalid(timer::getoverrun);
                });
    }

    /** A timer's signal merges with no other's; one that is sent merges with what is pending. */
    @Test
    void two_timers_of_one_signal_send_two() {
        withTimer(
                timer -> {
                    Signals.kill(Signal.USR1);
                    timer.settime(SOON, Duration.ZERO);
                    IntervalTimer other = new IntervalTimer(Signal.USR1);
                    other.settime(SOON, Duration.ZERO);
                    Deadlines.until(
                            "both expire",
                            () -> timer.gettime().isZero() && other.gettime().isZero());
                    Signals.kill(Signal.USR1);
                    for (int i = 0; i < 3; i++) {
                        assertEquals(Signal.USR1, Signals.sigwait(USR1));
                    }
                    assertTrue(Signals.sigpending().isEmpty());
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
