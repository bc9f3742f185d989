package signalkit.explorer.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import org.junit.jupiter.api.Test;
import signalkit.explorer.Bounds;
import signalkit.explorer.Explored;
import signalkit.explorer.Explorer;
import signalkit.explorer.FindingKind;
import signalkit.explorer.Plan;
import signalkit.explorer.Result;
import signalkit.explorer.Scenario;
import signalkit.explorer.ScenarioCode;
import signalkit.explorer.Schedule;
import signalkit.posix.Cond;
import signalkit.posix.Mutex;

/** A notify or a signal of a condition wakes any of those who wait. */
class WakesTest {
    /** Two threads wait for a permit, and whoever gets one passes another on. */
    abstract static class TwoWaiters implements Scenario {
        String arrived = "";
        String woken = "";
        int permits;

        abstract void take(String name);

        abstract void give();

        @Override
        public void prepare(Plan plan) {
            plan.thread("a", () -> take("a"));
            plan.thread("b", () -> take("b"));
            plan.thread("gives", this::give);
            plan.show("order", () -> arrived + woken);
        }
    }

    static final class Notifies extends TwoWaiters {
        @Override
        synchronized void take(String name) {
            arrived += name;
            while (permits == 0) {
                try {
                    wait();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            }
            woken += name;
            notify();
        }

        @Override
        synchronized void give() {
            permits++;
            notify();
        }
    }

    static final class Signals extends TwoWaiters {
        private final Mutex mutex = new Mutex("mutex");
        private final Cond cond = new Cond("cond");

        @Override
        void take(String name) {
            mutex.lock();
            arrived += name;
            while (permits == 0) {
                cond.await(mutex);
            }
            woken += name;
            cond.signal();
            mutex.unlock();
        }

        @Override
        void give() {
            mutex.lock();
            permits++;
            cond.signal();
            mutex.unlock();
        }
    }

    @Test
    void notify_wakes_any_of_several_waiters() {
        assertWakesAny(Notifies.class);
    }

    @Test
    void signal_wakes_any_of_several_waiters() {
        assertWakesAny(Signals.class);
    }

    /** Without preemptions and spurious wake-ups, the second is first only if it is chosen. */
    private static void assertWakesAny(Class<? extends Scenario> type) {
        Bounds bounds = Explored.BOUNDS.withPreemptions(0).withoutSpuriousWakeUps();
        Result result = Explorer.explore(ScenarioCode.of(type), bounds);

        assertTrue(result.isProof(), result::toString);
        assertTrue(
                result.outcomes().containsAll(Set.of("order=abab", "order=abba")),
                () -> "" + result.outcomes());
    }

    /** Waits for two things on one condition, and wakes one thread for each. */
    static final class TwoReasons implements Scenario {
        private boolean full;
        private boolean closed;

        private synchronized void await(boolean isForEnd) {
            while (isForEnd ? !closed : !full) {
                try {
                    wait();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            }
        }

        @Override
        public void prepare(Plan plan) {
            plan.thread("consumer", () -> await(false));
            plan.thread("closer", () -> await(true));
            plan.thread(
                    "producer",
                    () -> {
                        synchronized (this) {
                            full = true;
                            notify();
                        }
                        synchronized (this) {
                            closed = true;
                            notify();
                        }
                    });
        }
    }

    @Test
    void the_wrong_waiter_may_be_woken() {
        Result result = Explored.assertFails(TwoReasons.class, FindingKind.LOST_WAKE_UP);

        Schedule schedule = result.failure().orElseThrow().schedule();
        assertEquals(schedule, Schedule.of(schedule.id()));
    }

    /** One of two waiters is interrupted, and then a single notify comes. */
    abstract static class Interrupts implements Scenario {
        private boolean isReady;

        /** In the monitor, when the interrupted waiter has come back for the notify. */
        abstract void passOn();

        private synchronized void waitUntilReady() {
            while (!isReady) {
                try {
                    wait();
                } catch (InterruptedException e) {
                    return;
                }
            }
            if (Thread.currentThread().isInterrupted()) {
                passOn();
            }
        }

        @Override
        public void prepare(Plan plan) {
            plan.thread("main", this::interruptAndNotify);
        }

        private void interruptAndNotify() {
            Thread interrupted = new Thread(this::waitUntilReady);
            Thread other = new Thread(this::waitUntilReady);
            interrupted.start();
            other.start();
            synchronized (this) {
                interrupted.interrupt();
                isReady = true;
                notify();
            }
        }
    }

    static final class DropsTheNotify extends Interrupts {
        @Override
        void passOn() {}
    }

    static final class PassesTheNotifyOn extends Interrupts {
        @Override
        void passOn() {
            notify();
        }
    }

    @Test
    void a_notify_may_go_to_a_waiter_that_has_just_been_interrupted() {
        Explored.assertFails(DropsTheNotify.class, FindingKind.LOST_WAKE_UP);
        Explored.assertProved(PassesTheNotifyOn.class);
    }
}
