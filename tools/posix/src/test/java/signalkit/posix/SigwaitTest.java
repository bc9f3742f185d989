package signalkit.posix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The assertions of {@code sigwait}. */
class SigwaitTest {
    private static final SignalSet TERM = SignalSet.of(Signal.TERM);
    private static final SignalSet INT = SignalSet.of(Signal.INT);

    private static void assertErrno(Errno expected, Runnable call) {
        PosixException e = assertThrows(PosixException.class, call::run);
        assertEquals(expected, e.errno());
        assertEquals(expected, Errno.get());
    }

    @Test
    void sigwait_1_takes_a_pending_signal_and_clears_it() {
        Deadlines.run(
                () -> {
                    Signals.sigmask(How.BLOCK, TERM);
                    Signals.raise(Signal.TERM);
                    assertEquals(Signal.TERM, Signals.sigwait(TERM));
                    assertTrue(Signals.sigpending().isEmpty());
                });
    }

    @Rounds(200)
    void sigwait_1_takes_a_signal_that_the_waiter_does_not_block_before_its_handler_can() {
        Deadlines.run(
                () -> {
                    Recorder recorder = new Recorder().catching(Signal.TERM);
                    Pthread waiter =
                            Pthread.create(
                                    "waiter",
                                    () -> assertEquals(Signal.TERM, Signals.sigwait(TERM)));
                    Deadlines.untilParkedOn(waiter, SignalSet.class);
                    Signals.pthreadKill(waiter, Signal.TERM);
                    waiter.join();
                    assertEquals(0, recorder.count());
                });
    }

    @Test
    void sigwait_3_signals_that_merged_are_taken_once() {
        Deadlines.run(
                () -> {
                    Signals.sigmask(How.BLOCK, TERM);
                    Signals.kill(Signal.TERM);
                    Signals.kill(Signal.TERM);
                    Signals.sigwait(TERM);
                    assertErrno(Errno.EAGAIN, () -> Signals.sigtimedwait(TERM, Duration.ZERO));
                });
    }

    @Test
    void sigwait_3_one_for_the_thread_and_one_for_the_process_are_two() {
        Deadlines.run(
                () -> {
                    Signals.sigmask(How.BLOCK, TERM);
                    List<Runnable> sends =
                            List.of(
                                    () -> Signals.raise(Signal.TERM),
                                    () -> Signals.kill(Signal.TERM),
                                    () -> Signals.raise(Signal.TERM));
                    for (int first = 0; first < 2; first++) {
                        sends.get(first).run();
                        sends.get(first + 1).run();
                        Signals.sigwait(TERM);
                        assertEquals(TERM, Signals.sigpending());
                        Signals.sigwait(TERM);
                    }
                });
    }

    @Rounds(200)
    void sigwait_4_suspends_until_a_signal_of_the_set_comes() {
        Deadlines.run(
                () -> {
                    Signals.sigmask(How.BLOCK, TERM);
                    List<String> order = new CopyOnWriteArrayList<>();
                    Pthread waiter =
                            Pthread.create(
                                    "waiter",
                                    () -> {
                                        Signals.sigwait(TERM);
                                        order.add("taken");
                                    });
                    Deadlines.untilParkedOn(waiter, SignalSet.class);
                    order.add("sent");
                    Signals.kill(Signal.TERM);
                    waiter.join();
                    assertEquals(List.of("sent", "taken"), order);
                });
    }

    @Rounds(200)
    void sigwait_4_handler_of_another_signal_does_not_end_the_wait() {
        Deadlines.run(
                () -> {
                    Signals.sigmask(How.BLOCK, TERM);
                    Recorder recorder = new Recorder().catching(Signal.USR1);
                    AtomicBoolean taken = new AtomicBoolean();
                    Pthread waiter =
                            Pthread.create(
                                    "waiter",
                                    () -> {
                                        Signals.sigwait(TERM);
                                        taken.set(true);
                                    });
                    Deadlines.untilParkedOn(waiter, SignalSet.class);
                    Signals.pthreadKill(waiter, Signal.USR1);
                    Deadlines.until("handled", () -> recorder.count() == 1);
                    Deadlines.untilParkedOn(waiter, SignalSet.class);
                    Signals.kill(Signal.TERM);
                    waiter.join();
                    assertTrue(taken.get());
                });
    }

    @Rounds(200)
    void sigwait_6_exactly_one_of_several_waiters_gets_a_signal() {
        Deadlines.run(
                () -> {
                    Signals.sigmask(How.BLOCK, TERM);
                    AtomicInteger taken = new AtomicInteger();
                    Runnable wait =
                            () -> {
                                Signals.sigwait(TERM);
                                taken.incrementAndGet();
                            };
                    List<Pthread> waiters =
                            List.of(
                                    Pthread.create("a", wait),
                                    Pthread.create("b", wait),
                                    Pthread.create("c", wait));
                    waiters.forEach(w -> Deadlines.untilParkedOn(w, SignalSet.class));
                    for (int sent = 1; sent <= waiters.size(); sent++) {
                        int expected = sent;
                        Signals.kill(Signal.TERM);
                        Deadlines.until("one more", () -> taken.get() >= expected);
                        assertEquals(expected, taken.get());
                    }
                    waiters.forEach(Pthread::join);
                });
    }

    @Rounds(200)
    void sigwait_6_signal_of_one_thread_is_taken_by_that_thread_alone() {
        Deadlines.run(
                () -> {
                    Signals.sigmask(How.BLOCK, TERM);
                    List<Pthread> took = new CopyOnWriteArrayList<>();
                    Runnable wait =
                            () -> {
                                Signals.sigwait(TERM);
                                took.add(Pthread.self());
                            };
                    Pthread a = Pthread.create("a", wait);
                    Pthread b = Pthread.create("b", wait);
                    Signals.pthreadKill(b, Signal.TERM);
                    b.join();
                    assertEquals(List.of(b), took);
                    Signals.pthreadKill(a, Signal.TERM);
                    a.join();
                });
    }

    @Rounds(200)
    void sigwait_6_signals_sent_at_once_are_shared_out_among_the_waiters() {
        Deadlines.run(
                () -> {
                    SignalSet both = TERM.union(INT);
                    Signals.sigmask(How.BLOCK, both);
                    List<Signal> taken = new CopyOnWriteArrayList<>();
                    Runnable wait = () -> taken.add(Signals.sigwait(both));
                    Pthread a = Pthread.create("a", wait);
                    Pthread b = Pthread.create("b", wait);
                    Signals.kill(Signal.INT);
                    Signals.kill(Signal.TERM);
                    a.join();
                    b.join();
                    assertEquals(both, SignalSet.of(taken.toArray(new Signal[0])));
                });
    }

    @Test
    void sigwait_7_lowest_number_is_taken_first() {
        Deadlines.run(
                () -> {
                    Signals.sigmask(How.BLOCK, SignalSet.FULL);
                    Signals.raise(Signal.TERM);
                    Signals.raise(Signal.INT);
                    assertEquals(Signal.INT, Signals.sigwait(SignalSet.FULL));
                    assertEquals(Signal.TERM, Signals.sigwait(SignalSet.FULL));
                });
    }

    @Rounds(200)
    void sigwait_handler_of_another_signal_does_not_end_the_wait_nor_lose_what_comes_meanwhile() {
        Deadlines.run(
                () -> {
                    Signals.sigmask(How.BLOCK, TERM);
                    // TERM comes while the wait is suspended under the handler of USR1.
                    Recorder recorder =
                            new Recorder(() -> Signals.kill(Signal.TERM)).catching(Signal.USR1);
                    Pthread waiter =
                            Pthread.create(
                                    "waiter",
                                    () -> assertEquals(Signal.TERM, Signals.sigwait(TERM)));
                    Deadlines.untilParkedOn(waiter, SignalSet.class);
                    Signals.pthreadKill(waiter, Signal.USR1);
                    waiter.join();
                    assertEquals(1, recorder.count());
                });
    }

    @Test
    void sigwait_7_signal_of_a_fault_is_taken_before_lower_numbers() {
        Deadlines.run(
                () -> {
                    SignalSet set = SignalSet.of(Signal.INT, Signal.FPE, Signal.SYS, Signal.TERM);
                    Signals.sigmask(How.BLOCK, set);
                    set.forEach(Signals::raise);
                    List<Signal> taken = new ArrayList<>();
                    set.forEach(each -> taken.add(Signals.sigwait(set)));
                    assertEquals(List.of(Signal.FPE, Signal.SYS, Signal.INT, Signal.TERM), taken);
                });
    }

    @Test
    void sigwait_10_no_set_is_einval() {
        Deadlines.run(() -> assertErrno(Errno.EINVAL, () -> Signals.sigwait(null)));
    }

    @Rounds(200)
    void sigwait_6_signal_goes_to_another_waiter_while_a_handler_is_on_top_of_the_first() {
        Deadlines.run(
                () -> {
                    Signals.sigmask(How.BLOCK, TERM);
                    AtomicBoolean taken = new AtomicBoolean();
                    Recorder busy =
                            new Recorder(() -> Deadlines.until("the other took it", taken::get))
                                    .catching(Signal.USR1);
                    Pthread first = Pthread.create("first", () -> Signals.sigwait(TERM));
                    Deadlines.untilParkedOn(first, SignalSet.class);
                    Pthread other =
                            Pthread.create(
                                    "other",
                                    () -> {
                                        Signals.sigwait(TERM);
                                        taken.set(true);
                                    });
                    Deadlines.untilParkedOn(other, SignalSet.class);
                    Signals.pthreadKill(first, Signal.USR1);
                    Deadlines.until("a handler is on top of the first", () -> busy.count() == 1);
                    Signals.kill(Signal.TERM);
                    other.join();
                    Signals.kill(Signal.TERM);
                    first.join();
                });
    }

    @Rounds(200)
    void main_thread_that_leaves_the_signal_open_comes_before_a_waiter() {
        Deadlines.run(
                () -> {
                    Recorder recorder = new Recorder().catching(Signal.TERM);
                    Pthread waiter =
                            Pthread.create(
                                    "waiter",
                                    () -> {
                                        Signals.sigmask(How.BLOCK, TERM);
                                        Signals.sigwait(TERM);
                                    });
                    Deadlines.untilParkedOn(waiter, SignalSet.class);
                    Signals.kill(Signal.TERM);
                    assertEquals(List.of(Pthread.self()), recorder.threads());
                    assertEquals(
                            "[waiter waits for {TERM}, which main does not block]",
                            PosixProcess.current().unblockedWaits().toString());
                    Signals.pthreadKill(waiter, Signal.TERM);
                    waiter.join();
                });
    }
}
