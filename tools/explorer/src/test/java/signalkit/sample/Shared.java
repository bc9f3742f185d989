package signalkit.sample;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;

/** Objects that threads use at the same time, rightly or not. */
public final class Shared {
    private Shared() {}

    /** A queue under its monitor. */
    public static final class LockedQueue {
        private final Deque<Integer> items = new ArrayDeque<>();

        public synchronized void add(int item) {
            items.add(item);
        }

        public synchronized Integer poll() {
            return items.poll();
        }

        public synchronized int size() {
            return items.size();
        }
    }

    /** Its poll looks first and takes then. */
    public static final class TwoStepQueue {
        private final Deque<Integer> items = new ArrayDeque<>();

        public synchronized void add(int item) {
            items.add(item);
        }

        public Integer poll() {
            synchronized (this) {
                if (items.isEmpty()) {
                    return null;
                }
            }
            synchronized (this) {
                return items.remove();
            }
        }
    }

    /** Two threads may get the same number. */
    public static final class Ticket {
        private volatile int last;

        public int next() {
            last = last + 1;
            return last;
        }
    }

    /** Its two counters are not read at one moment. */
    public static final class TwoCounters {
        private final AtomicInteger left = new AtomicInteger();
        private final AtomicInteger right = new AtomicInteger();

        public void move() {
            left.incrementAndGet();
            right.incrementAndGet();
        }

        public int difference() {
            return left.get() - right.get();
        }
    }

    /** A buffer for one item, whose calls wait. */
    public static class Slot {
        private Integer item;

        public synchronized void put(int value) throws InterruptedException {
            while (item != null) {
                wait();
            }
            item = value;
            notifyAll();
        }

        public synchronized int take() throws InterruptedException {
            while (item == null) {
                wait();
            }
            int value = item;
            item = null;
            wake();
            return value;
        }

        void wake() {
            notifyAll();
        }
    }

    /** Forgets to wake those who wait for room. */
    public static final class ForgetfulSlot {
        private final Slot slot =
                new Slot() {
                    @Override
                    void wake() {}
                };

        public void put(int value) throws InterruptedException {
            slot.put(value);
        }

        public int take() throws InterruptedException {
            return slot.take();
        }
    }

    /** Not safe for threads at all. */
    public static final class PlainCounter {
        private int count;

        public int add() {
            return ++count;
        }
    }
}
