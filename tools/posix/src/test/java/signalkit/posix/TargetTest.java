package signalkit.posix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/** Which thread gets a signal that is sent to the process. */
class TargetTest {
    private static final SignalSet TERM = SignalSet.of(Signal.TERM);
    private static final SignalSet INT = SignalSet.of(Signal.INT);

    private static void until(Recorder recorder, int count) {
        Deadlines.until(count + " deliveries", () -> recorder.count() == count);
    }

    /** Runs a body on a second thread; main is parked and takes signals there. */
    private static void besideParkedMain(Runnable body) {
        Deadlines.run(
                () -> {
                    Pthread main = Pthread.self();
                    Runnable second =
                            () -> {
                                Deadlines.untilParkedOn(main, Pthread.class);
                                body.run();
                            };
                    Pthread.create("second", second).join();
                });
    }

    @Rounds(200)
    void waiter_in_sigwait_comes_before_a_thread_that_blocks_the_signal() {
        Deadlines.run(
                () -> {
                    Recorder recorder = new Recorder().catching(Signal.TERM);
                    Signals.sigmask(How.BLOCK, TERM);
                    Pthread waiter = Pthread.create("waiter", () -> Signals.sigwait(TERM));
                    Deadlines.untilParkedOn(waiter, SignalSet.class);
                    Signals.kill(Signal.TERM);
                    waiter.join();
                    assertEquals(0, recorder.count());
                    assertEquals(List.of(), PosixProcess.current().unblockedWaits());
                });
    }

    @Rounds(200)
    void main_thread_comes_first_when_it_does_not_block_the_signal() {
        besideParkedMain(
                () -> {
                    Recorder recorder = new Recorder().catching(Signal.TERM);
                    Signals.kill(Signal.TERM);
                    until(recorder, 1);
                    assertEquals("main", recorder.threads().get(0).name());
                });
    }

    @Rounds(200)
    void another_thread_gets_it_when_main_blocks_it() {
        Deadlines.run(
                () -> {
                    Recorder recorder = new Recorder().catching(Signal.TERM);
                    Pthread other = Pthread.create("other", Signals::pause);
                    Deadlines.untilParkedOn(other, SignalWaits.Suspension.class);
                    Signals.sigmask(How.BLOCK, TERM);
                    Signals.kill(Signal.TERM);
                    other.join();
                    assertEquals(List.of(other), recorder.threads());
                });
    }

    @Rounds(200)
    void second_signal_is_aimed_at_another_thread_while_the_first_is_on_its_way_to_main() {
        PosixProcess process = new PosixProcess("tested");
        AtomicBoolean ready = new AtomicBoolean();
        Recorder recorder = new Recorder();
        process.start(
                () -> {
                    recorder.catching(Signal.INT, Signal.TERM);
                    AtomicBoolean go = new AtomicBoolean();
                    Pthread other = openWithoutPoints("other", go, Signals::sigpending);
                    Pthread main = Pthread.self();
                    // Main has no point here, as if it were about to return from epoll_wait.
                    ready.set(true);
                    Deadlines.until(
                            "TERM is on its way to the other thread",
                            () -> main.hasSignal() && other.hasSignal());
                    go.set(true);
                    other.join();
                });
        Deadlines.until("main runs", ready::get);
        process.kill(Signal.INT);
        process.kill(Signal.TERM);
        assertEquals(0, Deadlines.end(process, Deadlines.LIMIT));
        // Who is first at a point may take both, as on Linux; neither is taken twice.
        assertEquals(2, recorder.count());
        assertEquals(INT.union(TERM), SignalSet.of(recorder.signals().toArray(new Signal[0])));
    }

    @Rounds(200)
    void first_thread_at_a_point_takes_what_is_on_its_way_to_another_too() {
        PosixProcess process = new PosixProcess("tested");
        AtomicBoolean ready = new AtomicBoolean();
        AtomicReference<Pthread> other = new AtomicReference<>();
        Recorder recorder = new Recorder();
        process.start(
                () -> {
                    recorder.catching(Signal.INT, Signal.TERM);
                    AtomicBoolean go = new AtomicBoolean();
                    other.set(openWithoutPoints("other", go, Signals::sigpending));
                    Pthread main = Pthread.self();
                    ready.set(true);
                    Deadlines.until(
                            "one is on its way to each",
                            () -> main.hasSignal() && other.get().hasSignal());
                    go.set(true);
                    until(recorder, 2); // without a point
                });
        Deadlines.until("main runs", ready::get);
        process.kill(Signal.INT);
        process.kill(Signal.TERM);
        assertEquals(0, Deadlines.end(process, Deadlines.LIMIT));
        assertEquals(List.of(other.get(), other.get()), recorder.threads());
    }

    @Rounds(200)
    void signal_passes_over_a_thread_that_has_one_on_its_way_already() {
        Deadlines.run(
                () -> {
                    Recorder recorder = new Recorder().catching(Signal.TERM);
                    Signals.sigmask(How.BLOCK, TERM);
                    AtomicBoolean go = new AtomicBoolean();
                    Pthread next = openWithoutPoints("next", go, Signals::sigpending);
                    Pthread last = openWithoutPoints("last", go, Signals::sigpending);
                    Signals.pthreadKill(next, Signal.TERM);
                    assertTrue(!last.hasSignal());
                    Signals.kill(Signal.TERM);
                    assertTrue(last.hasSignal());
                    go.set(true);
                    next.join();
                    last.join();
                    assertEquals(2, recorder.count());
                });
    }

    @Rounds(200)
    void signal_that_nobody_can_take_waits_for_the_first_thread_that_unblocks_it() {
        Deadlines.run(
                () -> {
                    Recorder recorder = new Recorder().catching(Signal.TERM);
                    Signals.sigmask(How.BLOCK, TERM);
                    Signals.kill(Signal.TERM);
                    Pthread other =
                            Pthread.create("other", () -> Signals.sigmask(How.UNBLOCK, TERM));
                    other.join();
                    assertEquals(List.of(other), recorder.threads());
                });
    }

    @Rounds(200)
    void signal_moves_on_when_its_target_blocks_it_before_it_got_there() {
        PosixProcess process = new PosixProcess("tested");
        AtomicBoolean ready = new AtomicBoolean();
        Recorder recorder = new Recorder();
        process.start(
                () -> {
                    recorder.catching(Signal.TERM);
                    Pthread other = Pthread.create("other", Signals::pause);
                    Deadlines.untilParkedOn(other, SignalWaits.Suspension.class);
                    Pthread self = Pthread.self();
                    ready.set(true);
                    Deadlines.until("TERM is on its way to main", () -> self.hasSignal());
                    // What a handler's sa_mask would do; no point comes before it.
                    process.kernel().setMask(self, TERM.bits);
                    other.join();
                });
        Deadlines.until("main runs", ready::get);
        process.kill(Signal.TERM);
        assertEquals(0, Deadlines.end(process, Deadlines.LIMIT));
        assertEquals("other", recorder.threads().get(0).name());
    }

    @Rounds(200)
    void signal_moves_on_when_its_target_ends_before_it_got_there() {
        Runnable theirs =
                () -> {
                    Recorder recorder = new Recorder().catching(Signal.TERM);
                    Signals.sigmask(How.BLOCK, TERM);
                    AtomicBoolean end = new AtomicBoolean();
                    Pthread mortal = openWithoutPoints("mortal", end, () -> fail("ends here"));
                    Pthread heir =
                            Pthread.create("heir", () -> Signals.sigsuspend(SignalSet.EMPTY));
                    Deadlines.untilParkedOn(heir, SignalWaits.Suspension.class);
                    Signals.kill(Signal.TERM);
                    assertTrue(mortal.hasSignal());
                    end.set(true);
                    heir.join();
                    assertEquals(List.of(heir), recorder.threads());
                };
        Error thrown = assertThrows(AssertionError.class, () -> Deadlines.run(theirs::run));
        assertEquals("ends here", thrown.getCause().getMessage());
    }

    @Rounds(200)
    void second_generation_of_a_pending_signal_wakes_nobody_else() {
        Deadlines.run(
                () -> {
                    Recorder recorder = new Recorder().catching(Signal.TERM);
                    Signals.sigmask(How.BLOCK, TERM);
                    AtomicBoolean go = new AtomicBoolean();
                    Pthread first = openWithoutPoints("first", go, Signals::sigpending);
                    Pthread second = openWithoutPoints("second", go, Signals::sigpending);
                    Signals.kill(Signal.TERM);
                    Signals.kill(Signal.TERM);
                    assertTrue(first.hasSignal() ^ second.hasSignal());
                    go.set(true);
                    first.join();
                    second.join();
                    assertEquals(1, recorder.count());
                });
    }

    /** A thread that unblocks TERM, has no points until it is let go, and then goes on. */
    private static Pthread openWithoutPoints(String name, AtomicBoolean go, Runnable then) {
        AtomicBoolean open = new AtomicBoolean();
        Pthread thread =
                Pthread.create(
                        name,
                        () -> {
                            Signals.sigmask(How.UNBLOCK, TERM);
                            open.set(true);
                            Deadlines.until("go", go::get);
                            then.run();
                        });
        Deadlines.until("it is open", open::get);
        return thread;
    }

    @Rounds(200)
    void signal_that_a_thread_blocks_is_not_on_its_way_to_it() {
        besideParkedMain(
                () -> {
                    Recorder recorder = new Recorder().catching(Signal.INT);
                    Signals.sigmask(How.BLOCK, INT.union(TERM));
                    Pthread self = Pthread.self();
                    Signals.pthreadKill(self, Signal.TERM);
                    assertTrue(!self.hasSignal());
                    Signals.kill(Signal.INT);
                    until(recorder, 1);
                    assertEquals("main", recorder.threads().get(0).name());
                });
    }

    @Rounds(200)
    void int_and_term_sent_together_are_both_delivered_once() {
        PosixProcess process = new PosixProcess("tested");
        Recorder recorder = new Recorder();
        AtomicBoolean ready = new AtomicBoolean();
        process.start(
                () -> {
                    recorder.catching(Signal.INT, Signal.TERM);
                    Pthread.create("worker", Signals::pause);
                    ready.set(true);
                    Deadlines.until(
                            "both ran",
                            () -> {
                                Points.point();
                                return recorder.count() >= 2;
                            });
                });
        Deadlines.until("ready", ready::get);
        process.kill(Signal.INT);
        process.kill(Signal.TERM);
        assertEquals(0, Deadlines.end(process, Deadlines.LIMIT));
        assertEquals(2, recorder.count());
        assertEquals(INT.union(TERM), SignalSet.of(recorder.signals().toArray(new Signal[0])));
    }

    @Rounds(200)
    void handler_on_top_of_a_handler_starts_first_when_both_were_pending() {
        Deadlines.run(
                () -> {
                    List<String> order = new CopyOnWriteArrayList<>();
                    for (Signal signal : List.of(Signal.INT, Signal.TERM)) {
                        Signals.sigaction(signal, Sigaction.handler(s -> order.add(s.name())));
                    }
                    Signals.sigmask(How.BLOCK, INT.union(TERM));
                    Signals.raise(Signal.INT);
                    Signals.raise(Signal.TERM);
                    Signals.sigmask(How.UNBLOCK, INT.union(TERM));
                    // INT is taken first (the lower number), TERM's frame is pushed on top of it.
                    assertEquals(List.of("TERM", "INT"), order);
                });
    }

    @Rounds(200)
    void main_thread_comes_before_the_one_that_the_last_signal_was_aimed_at() {
        Deadlines.run(
                () -> {
                    Recorder recorder = new Recorder().catching(Signal.TERM);
                    Signals.sigmask(How.BLOCK, TERM);
                    Pthread main = Pthread.self();
                    Pthread other =
                            Pthread.create(
                                    "other",
                                    () -> {
                                        Signals.sigmask(How.UNBLOCK, TERM);
                                        Signals.pause();
                                        Signals.pause();
                                    });
                    Deadlines.untilParkedOn(other, SignalWaits.Suspension.class);
                    Signals.kill(Signal.TERM);
                    until(recorder, 1);
                    Deadlines.untilParkedOn(other, SignalWaits.Suspension.class);
                    Signals.sigmask(How.UNBLOCK, TERM);
                    main.process().kill(Signal.TERM);
                    assertTrue(main.hasSignal());
                    assertEquals(1, recorder.count());
                    Signals.sigpending();
                    assertEquals(List.of(other, main), recorder.threads());
                });
    }

    @Rounds(200)
    void when_the_last_target_has_ended_the_one_after_it_is_next() {
        Deadlines.run(
                () -> {
                    Recorder recorder = new Recorder().catching(Signal.TERM);
                    Signals.sigmask(How.BLOCK, TERM);
                    AtomicBoolean open = new AtomicBoolean();
                    AtomicBoolean go = new AtomicBoolean();
                    Pthread.create(
                            "before it",
                            () -> {
                                until(recorder, 1);
                                Signals.sigmask(How.UNBLOCK, TERM);
                                open.set(true);
                                Deadlines.until("go", go::get);
                            });
                    Runnable suspend = () -> Signals.sigsuspend(SignalSet.EMPTY);
                    Pthread last = Pthread.create("last", suspend);
                    Deadlines.untilParkedOn(last, SignalWaits.Suspension.class);
                    Pthread after = Pthread.create("after it", suspend);
                    Deadlines.untilParkedOn(after, SignalWaits.Suspension.class);
                    Signals.kill(Signal.TERM);
                    last.join();
                    Deadlines.until("it is open", open::get);
                    Signals.kill(Signal.TERM);
                    after.join();
                    go.set(true);
                    assertEquals(List.of(last, after), recorder.threads());
                });
    }

    @Rounds(200)
    void next_signal_goes_on_from_the_thread_that_the_last_one_was_aimed_at() {
        Deadlines.run(
                () -> {
                    Recorder recorder = new Recorder().catching(Signal.TERM);
                    AtomicBoolean blocked = new AtomicBoolean();
                    AtomicBoolean open = new AtomicBoolean();
                    Pthread first =
                            Pthread.create(
                                    "first",
                                    () -> {
                                        Signals.pause();
                                        Signals.sigmask(How.BLOCK, TERM);
                                        blocked.set(true);
                                        until(recorder, 2);
                                        Signals.sigmask(How.UNBLOCK, TERM);
                                        open.set(true);
                                        until(recorder, 3);
                                    });
                    Pthread second =
                            Pthread.create(
                                    "second",
                                    () -> {
                                        Signals.pause();
                                        Signals.pause();
                                    });
                    Deadlines.untilParkedOn(first, SignalWaits.Suspension.class);
                    Deadlines.untilParkedOn(second, SignalWaits.Suspension.class);
                    Signals.sigmask(How.BLOCK, TERM);
                    Signals.kill(Signal.TERM);
                    until(recorder, 1);
                    Deadlines.until("first blocks it", blocked::get);
                    Signals.kill(Signal.TERM);
                    Deadlines.until("first is open", open::get);
                    Deadlines.untilParkedOn(second, SignalWaits.Suspension.class);
                    Signals.kill(Signal.TERM);
                    first.join();
                    second.join();
                    assertEquals(List.of(first, second, second), recorder.threads());
                });
    }
}
