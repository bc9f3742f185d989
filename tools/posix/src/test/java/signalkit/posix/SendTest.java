package signalkit.posix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** The assertions of {@code raise}, {@code kill} and {@code pthread_kill}. */
class SendTest {
    private static final SignalSet USR1 = SignalSet.of(Signal.USR1);

    @Rounds(200)
    void raise_1_sends_to_the_calling_thread() {
        Deadlines.run(
                () -> {
                    Recorder recorder = new Recorder().catching(Signal.USR1);
                    Pthread other = Pthread.create("other", () -> Signals.raise(Signal.USR1));
                    other.join();
                    assertEquals(List.of(other), recorder.threads());
                });
    }

    @Test
    void raise_2_returns_after_the_handler() {
        Deadlines.run(
                () -> {
                    List<String> order = new CopyOnWriteArrayList<>();
                    Signals.sigaction(Signal.USR1, Sigaction.handler(s -> order.add("handler")));
                    Signals.raise(Signal.USR1);
                    order.add("returned");
                    assertEquals(List.of("handler", "returned"), order);
                });
    }

    @Rounds(200)
    void raise_3_is_pthread_kill_of_oneself_so_no_other_thread_may_take_it() {
        Deadlines.run(
                () -> {
                    Pthread waiter = Pthread.create("waiter", SendTest::waitWithUsr1Blocked);
                    Deadlines.untilParkedOn(waiter, SignalSet.class);
                    Signals.sigmask(How.BLOCK, USR1);
                    Signals.raise(Signal.USR1);
                    assertEquals(USR1, Signals.sigpending());
                    Signals.pthreadKill(waiter, Signal.USR1);
                    waiter.join();
                });
    }

    private static void waitWithUsr1Blocked() {
        Signals.sigmask(How.BLOCK, USR1);
        Signals.sigwait(USR1);
    }

    @Test
    void raise_4_in_the_only_thread_is_kill_of_the_process() {
        Deadlines.run(
                () -> {
                    Recorder recorder = new Recorder().catching(Signal.USR1);
                    Signals.raise(Signal.USR1);
                    Signals.kill(Signal.USR1);
                    assertEquals(2, recorder.count());
                });
    }

    @Test
    void raise_7_invalid_signal_is_einval() {
        assertEinval(() -> Signals.raise(-1));
        assertEinval(() -> Signals.raise(10_000));
        assertEinval(() -> Signals.raise((Signal) null));
    }

    private static void assertEinval(Runnable call) {
        Deadlines.run(
                () -> {
                    PosixException e = assertThrows(PosixException.class, call::run);
                    assertEquals(Errno.EINVAL, e.errno());
                    assertEquals(Errno.EINVAL, Errno.get());
                });
    }

    private static void assertReturnsEinval(Runnable call) {
        Deadlines.run(
                () -> {
                    Errno.set(Errno.EBUSY);
                    PosixException e = assertThrows(PosixException.class, call::run);
                    assertEquals(Errno.EINVAL, e.errno());
                    assertEquals(Errno.EBUSY, Errno.get(), "it returns its error's number");
                });
    }

    @Test
    void kill_1_sends_to_the_process() {
        Deadlines.run(
                () -> {
                    Recorder recorder = new Recorder().catching(Signal.USR1);
                    Signals.kill(Signal.USR1);
                    assertEquals(List.of(Signal.USR1), recorder.signals());
                });
    }

    @Test
    void kill_2_signal_zero_only_checks() {
        Deadlines.run(
                () -> {
                    Signals.sigmask(How.BLOCK, SignalSet.FULL);
                    Signals.kill(0);
                    Signals.raise(0);
                    assertTrue(Signals.sigpending().isEmpty());
                });
    }

    @Rounds(200)
    void kill_8_signal_wanted_nowhere_else_is_delivered_before_the_call_returns() {
        Deadlines.run(
                () -> {
                    Recorder recorder = new Recorder().catching(Signal.USR1);
                    Signals.sigmask(How.BLOCK, USR1);
                    Pthread sender =
                            Pthread.create(
                                    "sender",
                                    () -> {
                                        Signals.sigmask(How.UNBLOCK, USR1);
                                        Signals.kill(Signal.USR1);
                                        assertEquals(1, recorder.count());
                                    });
                    sender.join();
                    assertEquals(List.of(sender), recorder.threads());
                });
    }

    @Rounds(200)
    void kill_8_signal_that_another_thread_waits_for_goes_there() {
        Deadlines.run(
                () -> {
                    Signals.sigmask(How.BLOCK, USR1);
                    Pthread waiter = Pthread.create("waiter", () -> Signals.sigwait(USR1));
                    Signals.kill(Signal.USR1);
                    waiter.join();
                    assertTrue(Signals.sigpending().isEmpty());
                });
    }

    @Test
    void kill_13_invalid_signal_is_einval() {
        assertEinval(() -> Signals.kill(-1));
        assertEinval(() -> Signals.kill((Signal) null));
    }

    @Rounds(200)
    void pthread_kill_1_delivers_in_the_context_of_the_given_thread() {
        Deadlines.run(
                () -> {
                    Recorder recorder = new Recorder().catching(Signal.USR1);
                    Pthread target = Pthread.create("target", Signals::pause);
                    Pthread.create("bystander", Signals::pause);
                    Deadlines.untilParkedOn(target, SignalWaits.Suspension.class);
                    Signals.pthreadKill(target, Signal.USR1);
                    target.join();
                    assertSame(target, recorder.threads().get(0));
                });
    }

    @Test
    void pthread_kill_2_signal_zero_only_checks() {
        Deadlines.run(
                () -> {
                    Signals.sigmask(How.BLOCK, SignalSet.FULL);
                    Signals.pthreadKill(Pthread.self(), 0);
                    assertTrue(Signals.sigpending().isEmpty());
                });
    }

    @Rounds(200)
    void pthread_kill_of_a_thread_that_has_ended_and_was_not_joined_does_nothing() {
        Deadlines.run(
                () -> {
                    Pthread ended = Pthread.create("ended", () -> {});
                    Deadlines.until("it has ended", () -> !ended.isAlive());
                    Signals.pthreadKill(ended, 0);
                    Signals.pthreadKill(ended, Signal.USR1);
                    ended.join();
                });
    }

    @Test
    void pthread_kill_of_a_thread_that_was_joined_is_esrch() {
        Deadlines.run(
                () -> {
                    Pthread ended = Pthread.create("ended", () -> {});
                    ended.join();
                    for (int number : new int[] {0, Signal.USR1.number()}) {
                        PosixException e =
                                assertThrows(
                                        PosixException.class,
                                        () -> Signals.pthreadKill(ended, number));
                        assertEquals(Errno.ESRCH, e.errno());
                    }
                });
    }

    @Test
    void pthread_kill_7_invalid_signal_is_einval() {
        assertReturnsEinval(() -> Signals.pthreadKill(Pthread.self(), -1));
        assertReturnsEinval(() -> Signals.pthreadKill(Pthread.self(), null));
        assertReturnsEinval(() -> Signals.pthreadKill(null, Signal.USR1));
    }

    @Test
    void pthread_kill_8_never_eintr_although_a_handler_runs_inside() {
        Deadlines.run(
                () -> {
                    Recorder recorder = new Recorder().catching(Signal.USR1);
                    Errno.set(Errno.NONE);
                    Signals.pthreadKill(Pthread.self(), Signal.USR1);
                    assertEquals(1, recorder.count());
                    assertEquals(Errno.NONE, Errno.get());
                });
    }

    @Test
    void pthread_kill_5_call_that_fails_sends_nothing() {
        Deadlines.run(
                () -> {
                    Signals.sigmask(How.BLOCK, SignalSet.FULL);
                    Pthread ended = Pthread.create("ended", () -> {});
                    ended.join();
                    for (int number : new int[] {-1, 32, Signal.USR1.number()}) {
                        assertThrows(
                                PosixException.class, () -> Signals.pthreadKill(ended, number));
                    }
                    assertTrue(Signals.sigpending().isEmpty());
                });
    }
}
