package signalkit.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import signalkit.posix.How;
import signalkit.posix.PosixException;
import signalkit.posix.PosixProcess;
import signalkit.posix.Pthread;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;

@Timeout(60)
class EventBaseTest {
    private static final Duration NOW = Duration.ZERO;
    private static final Duration SOON = Duration.ofMillis(20);
    private static final Duration NEVER_IN_A_TEST = Duration.ofSeconds(50);
    private static final int ROUNDS = 200;

    private final List<String> trace = new ArrayList<>();

    @Test
    void a_loop_without_events_returns_at_once() {
        inProcess(() -> new EventBase("empty").dispatch());
    }

    @Test
    void an_event_that_cannot_be_added_is_not_pending_and_can_be_deleted() {
        inProcess(
                () -> {
                    EventBase base = new EventBase("closed");
                    SocketChannel closed = closedChannel();
                    Event event = Event.channel(base, closed, Event.READ, () -> {});

                    assertThrows(UncheckedIOException.class, () -> event.add(null));

                    assertFalse(event.isPending());
                    event.del();
                    base.dispatch(); // There is nothing to wait for.
                    base.free();
                });
    }

    private static SocketChannel closedChannel() {
        try {
            SocketChannel channel = SocketChannel.open();
            channel.configureBlocking(false);
            channel.close();
            return channel;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void timers_fire_in_the_order_of_their_deadlines() {
        inProcess(
                () -> {
                    EventBase base = new EventBase("timers");
                    base.once(Duration.ofMillis(20), () -> trace.add("late"));
                    base.once(Duration.ofMillis(5), () -> trace.add("early"));
                    base.once(Duration.ofMillis(5), () -> trace.add("early too"));
                    base.dispatch();
                });
        assertEquals(List.of("early", "early too", "late"), trace);
    }

    @Test
    void loop_exit_lets_the_callbacks_of_its_round_run() {
        inProcess(
                () -> {
                    EventBase base = new EventBase("exit");
                    base.loopExit(NOW);
                    base.once(NOW, () -> trace.add("same round"));
                    base.once(SOON, () -> trace.add("later round"));
                    base.dispatch();
                    assertTrue(base.gotExit());
                });
        assertEquals(List.of("same round"), trace);
    }

    @Test
    void loop_break_does_not_let_them_run() {
        inProcess(
                () -> {
                    EventBase base = new EventBase("break");
                    base.once(NOW, base::loopBreak);
                    base.once(NOW, () -> trace.add("same round"));
                    base.dispatch();
                    assertTrue(base.gotBreak());
                });
        assertEquals(List.of(), trace);
    }

    @Test
    void a_loop_can_be_dispatched_again_after_a_break() {
        inProcess(
                () -> {
                    EventBase base = new EventBase("again");
                    base.once(NOW, base::loopBreak);
                    base.once(NOW, () -> trace.add("second time"));
                    base.dispatch();
                    base.dispatch();
                });
        assertEquals(List.of("second time"), trace);
    }

    @Test
    void a_one_shot_event_is_not_pending_in_its_callback() {
        inProcess(
                () -> {
                    EventBase base = new EventBase("once");
                    AtomicReference<Event> timer = new AtomicReference<>();
                    timer.set(
                            Event.timeout(
                                    base, () -> trace.add("pending " + timer.get().isPending())));
                    timer.get().add(NOW);
                    base.dispatch();
                });
        assertEquals(List.of("pending false"), trace);
    }

    @Test
    void a_deleted_timer_does_not_fire() {
        inProcess(
                () -> {
                    EventBase base = new EventBase("del");
                    Event timer = Event.timeout(base, () -> trace.add("fired"));
                    timer.add(NOW);
                    timer.del();
                    base.dispatch();
                });
        assertEquals(List.of(), trace);
    }

    @Test
    void adding_again_moves_the_deadline() {
        inProcess(
                () -> {
                    EventBase base = new EventBase("touch");
                    Event timer = Event.timeout(base, () -> trace.add("moved"));
                    timer.add(NEVER_IN_A_TEST);
                    timer.add(NOW);
                    base.once(SOON, () -> trace.add("other"));
                    base.dispatch();
                });
        assertEquals(List.of("moved", "other"), trace);
    }

    @Test
    void a_second_dispatch_at_the_same_time_is_refused() {
        inProcess(
                () -> {
                    EventBase base = new EventBase("twice");
                    base.once(NOW, () -> assertThrows(IllegalStateException.class, base::dispatch));
                    base.dispatch();
                    trace.add("done");
                });
        assertEquals(List.of("done"), trace);
    }

    @Test
    void with_threads_loop_exit_from_another_thread_wakes_the_loop() {
        for (int i = 0; i < ROUNDS; i++) {
            inProcess(
                    () -> {
                        EventBase base = sleeping();
                        base.useThreads();
                        Pthread.create("other", () -> base.loopExit(NOW));
                        base.dispatch();
                    });
        }
    }

    @Test
    void loop_exit_from_a_handler_on_the_loops_own_thread_ends_its_wait() {
        for (int i = 0; i < ROUNDS; i++) {
            inProcess(
                    () -> {
                        EventBase base = sleeping();
                        Signals.sigaction(
                                Signal.TERM, Sigaction.handler(signal -> base.loopExit(NOW)));
                        Pthread main = Pthread.self();
                        Pthread.create(
                                "sender",
                                () -> {
                                    // Just before the wait it would be lost, as in libevent.
                                    awaitAsleep(main);
                                    Signals.pthreadKill(main, Signal.TERM);
                                });
                        base.dispatch();
                        assertTrue(base.gotExit());
                    });
        }
    }

    @Test
    void a_signal_event_runs_in_the_loop_and_not_in_the_handler() {
        inProcess(
                () -> {
                    EventBase base = new EventBase("signals");
                    AtomicReference<Event> event = new AtomicReference<>();
                    event.set(
                            Event.signal(
                                    base,
                                    Signal.USR1,
                                    () -> {
                                        trace.add("handlers " + Pthread.self().handlers());
                                        event.get().del();
                                    }));
                    event.get().add(null);
                    Signals.raise(Signal.USR1);
                    base.dispatch();
                });
        assertEquals(List.of("handlers []"), trace);
    }

    @Test
    void a_signal_for_another_thread_wakes_the_loop_through_the_pipe() {
        for (int i = 0; i < ROUNDS; i++) {
            AtomicInteger fired = new AtomicInteger();
            inProcess(
                    () -> {
                        EventBase base = sleeping();
                        Event event =
                                Event.signal(
                                        base,
                                        Signal.USR1,
                                        () -> {
                                            fired.incrementAndGet();
                                            base.loopBreak();
                                        });
                        event.add(null);
                        SignalSet set = SignalSet.of(Signal.USR1);
                        Pthread.create("taker", () -> Signals.raise(Signal.USR1));
                        Signals.sigmask(How.BLOCK, set);
                        base.dispatch();
                    });
            assertEquals(1, fired.get());
        }
    }

    @Test
    void a_freed_base_reports_every_use() {
        inProcess(
                () -> {
                    EventBase base = new EventBase("gone");
                    base.free();
                    IllegalStateException use =
                            assertThrows(IllegalStateException.class, () -> base.loopExit(NOW));
                    trace.add(use.getMessage());
                });
        assertEquals(List.of("use after free: evbase gone"), trace);
    }

    @Test
    void a_freed_base_leaves_the_lock_table() {
        inProcess(
                () -> {
                    EventBase base = new EventBase("gone");
                    base.useThreads();
                    trace.add(PosixProcess.current().locks().toString());
                    base.free();
                    trace.add(PosixProcess.current().locks().toString());
                });
        assertEquals(List.of("evbase gone (NORMAL) held by nobody, waiting []\n", ""), trace);
    }

    @Test
    void callbacks_of_one_base_never_overlap() {
        AtomicInteger inside = new AtomicInteger();
        inProcess(
                () -> {
                    EventBase base = sleeping();
                    base.useThreads();
                    Runnable callback =
                            () -> {
                                assertEquals(1, inside.incrementAndGet());
                                inside.decrementAndGet();
                            };
                    for (int t = 0; t < 4; t++) {
                        Pthread.create(
                                "caller " + t,
                                () -> {
                                    for (int i = 0; i < ROUNDS; i++) {
                                        base.once(NOW, callback);
                                    }
                                    base.once(NOW, () -> trace.add("done"));
                                });
                    }
                    base.once(SOON, new Stop(base, 4));
                    base.dispatch();
                });
        assertEquals(4, trace.size());
        assertFalse(inside.get() > 0);
    }

    /** Ends the loop once enough callers are done. */
    private final class Stop implements Runnable {
        private final EventBase base;
        private final int callers;

        Stop(EventBase base, int callers) {
            this.base = base;
            this.callers = callers;
        }

        @Override
        public void run() {
            if (trace.size() == callers) {
                base.loopBreak();
            } else {
                base.once(Duration.ofMillis(1), this);
            }
        }
    }

    private static EventBase sleeping() {
        EventBase base = new EventBase("sleeping");
        base.once(NEVER_IN_A_TEST, () -> {});
        return base;
    }

    /** Spins until a thread is in the selector's native wait. */
    static void awaitAsleep(Pthread thread) {
        boolean asleep = false;
        while (!asleep) {
            Thread.onSpinWait();
            StackTraceElement[] stack = thread.carrier().getStackTrace();
            asleep =
                    stack.length > 0
                            && stack[0].isNativeMethod()
                            && stack[0].getMethodName().toLowerCase().contains("wait");
        }
    }

    /** Runs the main thread of a process of its own; nothing may escape from any thread. */
    private static void inProcess(Runnable main) {
        PosixProcess process = new PosixProcess("test");
        process.start(main);
        int status;
        try {
            status = process.waitFor(TimeUnit.SECONDS.toNanos(30));
        } catch (PosixException hangs) {
            throw new AssertionError(hangs.getMessage() + "\n" + process.locks(), hangs);
        }
        assertEquals(List.of(), process.uncaught());
        assertEquals(0, status);
    }
}
