package signalkit.explorer;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static signalkit.explorer.Explored.assertFails;
import static signalkit.explorer.Explored.assertProved;

import org.junit.jupiter.api.Test;

/** Java's own monitors, with {@code wait} and {@code notify}. */
class MonitorsTest {
    static final class TwoMonitors implements Scenario {
        private final Object first = new Object();
        private final Object second = new Object();

        @Override
        public void prepare(Plan plan) {
            plan.thread("a", () -> use(first, second));
            plan.thread("b", () -> use(second, first));
        }

        private static void use(Object outer, Object inner) {
            synchronized (outer) {
                synchronized (inner) {
                    inner.hashCode();
                }
            }
        }
    }

    @Test
    void two_monitors_in_two_orders_are_a_deadlock() {
        assertFails(TwoMonitors.class, FindingKind.DEADLOCK);
    }

    /** Two threads wait for a flag that a third one sets. */
    abstract static class Flag implements Scenario {
        private boolean flag;

        abstract void wake();

        private synchronized void await() {
            while (!flag) {
                try {
                    wait();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
        }

        private synchronized void set() {
            flag = true;
            wake();
        }

        @Override
        public void prepare(Plan plan) {
            plan.thread("a", this::await);
            plan.thread("b", this::await);
            plan.thread("setter", this::set);
        }
    }

    static final class WakesAll extends Flag {
        @Override
        void wake() {
            notifyAll();
        }
    }

    static final class WakesOne extends Flag {
        @Override
        void wake() {
            notify();
        }
    }

    @Test
    void wait_and_notify_all_of_a_monitor_are_proved() {
        assertProved(WakesAll.class);
    }

    @Test
    void notify_wakes_one_of_two_waiters_only() {
        assertFails(WakesOne.class, FindingKind.LOST_WAKE_UP);
    }

    /**
     * Waits for a notify on a thread; {@code isGuarded} says whether it first asks if that lives.
     */
    abstract static class WaitsOnAThread implements Scenario {
        private final boolean isGuarded;

        WaitsOnAThread(boolean isGuarded) {
            this.isGuarded = isGuarded;
        }

        @Override
        public void prepare(Plan plan) {
            plan.thread("a", this::await);
        }

        private void await() {
            Thread thread = new Thread(() -> {});
            thread.start();
            synchronized (thread) {
                try {
                    boolean isFirst = true;
                    while (isGuarded ? thread.isAlive() : isFirst) {
                        thread.wait();
                        isFirst = false;
                    }
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }

    static final class WaitsWhileItLives extends WaitsOnAThread {
        WaitsWhileItLives() {
            super(true);
        }
    }

    static final class WaitsInAnyCase extends WaitsOnAThread {
        WaitsInAnyCase() {
            super(false);
        }
    }

    @Test
    void the_end_of_a_thread_wakes_who_waits_on_it() {
        assertProved(WaitsWhileItLives.class);
    }

    @Test
    void a_thread_that_has_ended_wakes_nobody() {
        Result result = assertFails(WaitsInAnyCase.class, FindingKind.LOST_WAKE_UP);

        String text = result.toString();
        assertTrue(text.contains("a notify on the monitor of Thread, and nobody"), text);
    }
}
