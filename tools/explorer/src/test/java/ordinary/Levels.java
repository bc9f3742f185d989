package ordinary;

import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Small programs after the levels of the game The Deadlock Empire, written anew in Java: in each,
 * two or three threads, and a schedule that breaks them.
 */
public final class Levels {
    private Levels() {}

    /** Reaching the critical section together loses. */
    static final class Section {
        private final AtomicInteger inside = new AtomicInteger();

        void pass() {
            assert inside.incrementAndGet() == 1 : "two are in the critical section";
            inside.decrementAndGet();
        }
    }

    public static final class L01TwoThreads {
        public static final String FINDING = "uncaught exception";

        public static void main(String[] args) throws InterruptedException {
            Section section = new Section();
            Threads.all(section::pass, section::pass);
        }
    }

    public static final class L02NonAtomicIncrement {
        public static final String FINDING = "uncaught exception";
        private volatile int a;

        public static void main(String[] args) throws InterruptedException {
            L02NonAtomicIncrement level = new L02NonAtomicIncrement();
            Section section = new Section();
            Threads.Code add =
                    () -> {
                        level.a = level.a + 1;
                        if (level.a == 1) {
                            section.pass();
                        }
                    };
            Threads.all(add, add);
        }
    }

    public static final class L03BooleanFlag {
        public static final String FINDING = "uncaught exception";

        public static void main(String[] args) throws InterruptedException {
            AtomicBoolean taken = new AtomicBoolean();
            Section section = new Section();
            Threads.Code enter =
                    () -> {
                        while (taken.get()) {
                            Thread.onSpinWait();
                        }
                        taken.set(true);
                        section.pass();
                        taken.set(false);
                    };
            Threads.all(enter, enter);
        }
    }

    public static final class L04SimpleCounter {
        public static final String FINDING = "uncaught exception";
        private volatile int counter;

        public static void main(String[] args) throws InterruptedException {
            L04SimpleCounter level = new L04SimpleCounter();
            Section section = new Section();
            Threads.all(
                    () -> {
                        level.counter = level.counter + 1;
                        if (level.counter == 2) {
                            section.pass();
                        }
                    },
                    () -> {
                        level.counter = level.counter + 1;
                        if (level.counter == 2) {
                            section.pass();
                        }
                    });
        }
    }

    public static final class L05ConfusedCounter {
        public static final String FINDING = "uncaught exception";
        private volatile int first;
        private volatile int second;

        public static void main(String[] args) throws InterruptedException {
            L05ConfusedCounter level = new L05ConfusedCounter();
            Threads.all(
                    () -> {
                        level.first = level.first + 1;
                        level.second = level.second + 1;
                        assert level.second != 2 || level.first == 2 : "confused";
                    },
                    () -> {
                        level.first = level.first + 1;
                        level.second = level.second + 1;
                    });
        }
    }

    public static final class L06InsufficientLock {
        public static final String FINDING = "uncaught exception";
        private int value;

        public static void main(String[] args) throws InterruptedException {
            L06InsufficientLock level = new L06InsufficientLock();
            Threads.all(
                    () -> {
                        synchronized (level) {
                            level.value++;
                        }
                        synchronized (level) {
                            assert level.value != 0 : "back at zero";
                            level.value = Math.max(0, level.value);
                        }
                    },
                    () -> {
                        synchronized (level) {
                            level.value--;
                        }
                    });
        }
    }

    public static final class L07Deadlock {
        public static final String FINDING = "deadlock";

        public static void main(String[] args) throws InterruptedException {
            Object one = new Object();
            Object two = new Object();
            Threads.all(() -> nested(one, two), () -> nested(two, one));
        }

        static void nested(Object outer, Object inner) {
            synchronized (outer) {
                synchronized (inner) {
                    assert Thread.holdsLock(outer) && Thread.holdsLock(inner);
                }
            }
        }
    }

    public static final class L08ThreeLocks {
        public static final String FINDING = "deadlock";

        public static void main(String[] args) throws InterruptedException {
            Object one = new Object();
            Object two = new Object();
            Object three = new Object();
            Threads.all(
                    () -> L07Deadlock.nested(one, two),
                    () -> L07Deadlock.nested(two, three),
                    () -> L07Deadlock.nested(three, one));
        }
    }

    /** An event that is set, and reset by the other before it is seen. */
    public static final class L09ManualResetEvent {
        public static final String FINDING = "lost wake up";
        private boolean set;

        synchronized void change(boolean to) {
            set = to;
            notifyAll();
        }

        synchronized void await() throws InterruptedException {
            while (!set) {
                wait();
            }
        }

        public static void main(String[] args) throws InterruptedException {
            L09ManualResetEvent event = new L09ManualResetEvent();
            Threads.all(
                    event::await,
                    () -> {
                        event.change(true);
                        event.change(false);
                    });
        }
    }

    public static final class L10Countdown {
        public static final String FINDING = "lost wake up";
        private volatile int progress;

        public static void main(String[] args) throws InterruptedException {
            L10Countdown level = new L10Countdown();
            CountDownLatch done = new CountDownLatch(1);
            Threads.Code work =
                    () -> {
                        level.progress = level.progress + 20;
                        if (level.progress >= 40) {
                            done.countDown();
                        }
                    };
            Threads.all(work, work, done::await);
        }
    }

    public static final class L11CountdownTwice {
        public static final String FINDING = "uncaught exception";

        public static void main(String[] args) throws InterruptedException {
            CountDownLatch done = new CountDownLatch(2);
            AtomicInteger finished = new AtomicInteger();
            Threads.Code work =
                    () -> {
                        done.countDown();
                        finished.incrementAndGet();
                    };
            Threads.all(
                    work,
                    work,
                    () -> {
                        done.await();
                        assert finished.get() == 2 : "counted before it was done";
                    });
        }
    }

    public static final class L12Barrier {
        public static final String FINDING = "uncaught exception";

        public static void main(String[] args) throws InterruptedException {
            CyclicBarrier barrier = new CyclicBarrier(2);
            AtomicInteger fireballs = new AtomicInteger();
            Threads.Code charge =
                    () -> {
                        fireballs.incrementAndGet();
                        await(barrier);
                        assert fireballs.get() == 2 : "fired too early";
                        fireballs.set(0);
                    };
            Threads.all(charge, charge);
        }

        private static void await(CyclicBarrier barrier) throws InterruptedException {
            try {
                barrier.await();
            } catch (BrokenBarrierException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    public static final class L13Semaphore {
        public static final String FINDING = "uncaught exception";

        public static void main(String[] args) throws InterruptedException {
            Semaphore semaphore = new Semaphore(0);
            Section section = new Section();
            Threads.all(
                    () -> {
                        semaphore.release();
                        semaphore.acquire();
                        section.pass();
                        semaphore.release();
                    },
                    () -> {
                        if (semaphore.tryAcquire(1, TimeUnit.SECONDS)) {
                            section.pass();
                            semaphore.release();
                        } else {
                            semaphore.release();
                            section.pass();
                        }
                    });
        }
    }

    public static final class L14ProducerConsumer {
        public static final String FINDING = "uncaught exception";

        public static void main(String[] args) throws InterruptedException {
            Semaphore filled = new Semaphore(0);
            ConcurrentLinkedQueue<String> queue = new ConcurrentLinkedQueue<>();
            Threads.all(
                    () -> {
                        filled.release();
                        queue.add("dragon");
                    },
                    () -> {
                        filled.acquire();
                        assert queue.poll() != null : "the queue is empty";
                    });
        }
    }

    public static final class L15ProducerConsumers {
        public static final String FINDING = "uncaught exception";

        public static void main(String[] args) throws InterruptedException {
            ConcurrentLinkedQueue<String> queue = new ConcurrentLinkedQueue<>();
            Threads.Code consume =
                    () -> {
                        if (!queue.isEmpty()) {
                            assert queue.poll() != null : "another one was quicker";
                        }
                    };
            Threads.all(() -> queue.add("dragon"), consume, consume);
        }
    }

    public static final class L16ConditionVariable {
        public static final String FINDING = "uncaught exception";
        private int size;

        synchronized void add() {
            size++;
            notifyAll();
        }

        synchronized void take() throws InterruptedException {
            if (size == 0) {
                wait();
            }
            assert size > 0 : "takes from an empty queue";
            size--;
        }

        public static void main(String[] args) throws InterruptedException {
            L16ConditionVariable queue = new L16ConditionVariable();
            Threads.all(queue::take, queue::take, queue::add);
        }
    }

    /** The dragon's fire: a flag and a lock, in an order of its own for each. */
    public static final class L17Dragonfire {
        public static final String FINDING = "deadlock";

        public static void main(String[] args) throws InterruptedException {
            Object fire = new Object();
            Object claws = new Object();
            AtomicInteger rage = new AtomicInteger();
            Threads.all(
                    () -> {
                        synchronized (fire) {
                            rage.incrementAndGet();
                            synchronized (claws) {
                                rage.decrementAndGet();
                            }
                        }
                    },
                    () -> {
                        synchronized (claws) {
                            if (rage.get() > 0) {
                                synchronized (fire) {
                                    rage.set(0);
                                }
                            }
                        }
                    });
        }
    }

    /** The last one: two conditions, a counter, and a section that is not safe. */
    public static final class L18Boss {
        public static final String FINDING = "uncaught exception";

        public static void main(String[] args) throws InterruptedException {
            Semaphore turn = new Semaphore(1);
            AtomicInteger darkness = new AtomicInteger();
            Section section = new Section();
            Threads.Code fight =
                    () -> {
                        darkness.incrementAndGet();
                        if (darkness.get() == 1) {
                            section.pass();
                        } else if (turn.tryAcquire()) {
                            section.pass();
                            turn.release();
                        }
                        darkness.decrementAndGet();
                    };
            Threads.all(fight, fight);
        }
    }
}
