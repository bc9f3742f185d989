package signalkit.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import signalkit.posix.Mutex;
import signalkit.posix.PosixProcess;
import signalkit.posix.Pthread;
import signalkit.posix.Signal;
import signalkit.posix.Signals;

/** With threads, what changes a base waits for its lock and wakes its loop; without, nothing. */
@Timeout(60)
class EventLockTest {
    private static final Duration NOW = Duration.ZERO;
    private static final Duration HOUR = Duration.ofHours(1);

    private EventBase base;

    private void inLoop(Runnable main) {
        TestLoop.run(
                new PosixProcess("test"),
                made -> {
                    base = made;
                    main.run();
                });
    }

    /** What changes a base, by name. */
    private Map<String, Runnable> steps() {
        Event event = Event.timeout(base, () -> {});
        Event caught = Event.signal(base, Signal.USR1, () -> {});
        Map<String, Runnable> steps = new LinkedHashMap<>();
        steps.put("event_add", () -> event.add(HOUR));
        steps.put("event_remove_timer", event::removeTimer);
        steps.put("event_active", () -> event.active(Event.READ));
        steps.put("event_del", event::del);
        steps.put("event_base_once", () -> base.once(HOUR, () -> {}));
        steps.put("event_base_loopexit", () -> base.loopExit(HOUR));
        steps.put("evsignal_add", () -> caught.add(null));
        steps.put("evsignal_del", caught::del);
        return steps;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "event_add",
                "event_remove_timer",
                "event_active",
                "event_del",
                "event_base_once",
                "event_base_loopexit",
                "evsignal_add",
                "evsignal_del"
            })
    void with_threads_a_call_waits_for_the_lock(String name) {
        inLoop(
                () -> {
                    base.useThreads();
                    waitsForTheLock(steps().get(name), () -> true);
                });
    }

    /** Holds the lock until another thread waits for it, which has not changed anything yet. */
    private void waitsForTheLock(Runnable step, BooleanSupplier unchanged) {
        AtomicBoolean done = new AtomicBoolean();
        base.lock();
        Pthread other =
                Pthread.create(
                        "other",
                        () -> {
                            step.run();
                            done.set(true);
                        });
        while (!(LockSupport.getBlocker(other.carrier()) instanceof Mutex)) {
            assertFalse(done.get(), "it took no lock");
            LockSupport.parkNanos(20_000);
        }
        assertTrue(unchanged.getAsBoolean());
        base.unlock();
        other.join();
    }

    @Test
    void with_threads_the_loop_takes_signals_under_the_lock() {
        inLoop(
                () -> {
                    base.useThreads();
                    Event.signal(base, Signal.USR1, base::loopBreak).add(null);
                    Signals.raise(Signal.USR1);
                    waitsForTheLock(base::dispatch, () -> base.signals().isReadable());
                    assertTrue(base.gotBreak());
                });
    }

    @Test
    void with_threads_the_loop_takes_timers_under_the_lock() {
        inLoop(
                () -> {
                    base.useThreads();
                    Event timer = Event.timeout(base, base::loopBreak);
                    timer.add(NOW);
                    waitsForTheLock(base::dispatch, () -> !timer.isActive);
                    assertTrue(base.gotBreak());
                });
    }

    @Test
    void with_threads_the_loop_takes_active_events_under_the_lock() {
        inLoop(
                () -> {
                    base.useThreads();
                    Event event = Event.timeout(base, base::loopBreak);
                    event.active(Event.READ);
                    waitsForTheLock(base::dispatch, () -> event.isActive);
                    assertTrue(base.gotBreak());
                });
    }

    @Test
    void with_threads_a_loop_without_events_waits_for_another_thread() {
        inLoop(
                () -> {
                    base.useThreads();
                    Pthread main = Pthread.self();
                    Pthread.create(
                            "other",
                            () -> {
                                EventBaseTest.awaitAsleep(main);
                                base.loopBreak();
                            });
                    base.dispatchUntilEnded();
                    assertTrue(base.gotBreak());
                });
    }

    @Test
    void without_threads_nothing_waits() {
        inLoop(
                () -> {
                    base.lock(); // there is none
                    steps().forEach((name, step) -> Pthread.create(name, step).join());
                    base.unlock();
                });
    }

    @Test
    void without_threads_loop_exit_from_another_thread_does_not_wake_the_loop() {
        assertEquals(0, wakeUpsByLoopExit(base -> {}));
    }

    @Test
    void with_threads_it_wakes_the_loop_once() {
        assertEquals(1, wakeUpsByLoopExit(EventBase::useThreads));
    }

    /** How often a loop that sleeps is woken by another thread's loopExit; then it is woken. */
    private int wakeUpsByLoopExit(Consumer<EventBase> setUp) {
        CountingPoller poller = new CountingPoller();
        AtomicInteger wakeUps = new AtomicInteger();
        inLoop(
                () -> {
                    base = new EventBase("asleep", poller);
                    base.once(HOUR, () -> {});
                    setUp.accept(base);
                    Pthread main = Pthread.self();
                    Pthread other =
                            Pthread.create(
                                    "other",
                                    () -> {
                                        EventBaseTest.awaitAsleep(main);
                                        base.loopExit(NOW);
                                        wakeUps.set(poller.wakeUps.get());
                                        poller.wakeUp(main);
                                    });
                    base.dispatch();
                    assertTrue(base.gotExit(), "the timer is there, and late");
                    other.join();
                });
        return wakeUps.get();
    }
}
