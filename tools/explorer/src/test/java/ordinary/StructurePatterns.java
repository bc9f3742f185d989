package ordinary;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Small programs in the patterns of SCTBench, written anew: queues, stacks, drivers, locks and
 * conditions. Each has one bug.
 */
public final class StructurePatterns {
    private StructurePatterns() {}

    /** A driver is stopped while a request that has passed the check is on its way. */
    public static final class BluetoothDriver {
        public static final String FINDING = "uncaught exception";

        public static void main(String[] args) throws InterruptedException {
            AtomicInteger pending = new AtomicInteger(1);
            AtomicBoolean stopping = new AtomicBoolean();
            AtomicBoolean stopped = new AtomicBoolean();
            Threads.all(
                    () -> {
                        if (!stopping.get()) {
                            pending.incrementAndGet();
                            assert !stopped.get() : "works after the stop";
                            if (pending.decrementAndGet() == 0) {
                                stopped.set(true);
                            }
                        }
                    },
                    () -> {
                        stopping.set(true);
                        if (pending.decrementAndGet() == 0) {
                            stopped.set(true);
                        }
                    });
        }
    }

    /** A ring of two: its indices move, and nobody asks whether it is full. */
    public static final class CircularBuffer {
        public static final String FINDING = "uncaught exception";

        public static void main(String[] args) throws InterruptedException {
            AtomicIntegerArray ring = new AtomicIntegerArray(2);
            AtomicInteger first = new AtomicInteger();
            AtomicInteger next = new AtomicInteger();
            Threads.all(
                    () -> {
                        for (int value = 1; value <= 3; value++) {
                            ring.set(next.get() % 2, value);
                            next.incrementAndGet();
                        }
                    },
                    () -> {
                        int expected = 1;
                        for (int i = 0; i < 2; i++) {
                            if (first.get() < next.get()) {
                                int taken = ring.get(first.getAndIncrement() % 2);
                                assert taken == expected : taken + " is not " + expected;
                                expected++;
                            }
                        }
                    });
        }
    }

    /** A stack whose top is read under one lock and used under the next. */
    public static final class Stack {
        public static final String FINDING = "uncaught exception";
        private int top;

        synchronized int top() {
            return top;
        }

        synchronized void push() {
            top++;
        }

        synchronized void pop() {
            assert top > 0 : "pops from an empty stack";
            top--;
        }

        public static void main(String[] args) throws InterruptedException {
            Stack stack = new Stack();
            Threads.Code pop =
                    () -> {
                        if (stack.top() > 0) {
                            stack.pop();
                        }
                    };
            Threads.all(stack::push, pop, pop);
        }
    }

    /** A flag says that there is an element before it is in the queue. */
    public static final class Queue {
        public static final String FINDING = "uncaught exception";

        public static void main(String[] args) throws InterruptedException {
            AtomicBoolean filled = new AtomicBoolean();
            AtomicInteger element = new AtomicInteger(-1);
            Threads.all(
                    () -> {
                        filled.set(true);
                        element.set(7);
                    },
                    () -> {
                        if (filled.get()) {
                            assert element.get() == 7 : "not there yet";
                        }
                    });
        }
    }

    /** The owner of a queue and a thief take the last task. */
    public static final class WorkStealing {
        public static final String FINDING = "uncaught exception";

        public static void main(String[] args) throws InterruptedException {
            AtomicInteger head = new AtomicInteger();
            AtomicInteger tail = new AtomicInteger(2);
            AtomicIntegerArray runs = new AtomicIntegerArray(2);
            Threads.all(
                    () -> {
                        for (int i = 0; i < 2; i++) {
                            int last = tail.get() - 1;
                            if (head.get() <= last) {
                                tail.set(last);
                                assert runs.incrementAndGet(last) == 1 : "runs twice";
                            }
                        }
                    },
                    () -> {
                        int first = head.get();
                        if (first < tail.get() && head.compareAndSet(first, first + 1)) {
                            assert runs.incrementAndGet(first) == 1 : "runs twice";
                        }
                    });
        }
    }

    /** A waiter that sleeps although the work is there: the test is not under the lock. */
    public static final class MissedSignal {
        public static final String FINDING = "lost wake up";

        public static void main(String[] args) throws InterruptedException {
            AtomicInteger items = new AtomicInteger();
            Object lock = new Object();
            Threads.all(
                    () -> {
                        while (items.get() == 0) {
                            synchronized (lock) {
                                lock.wait();
                            }
                        }
                    },
                    () -> {
                        items.incrementAndGet();
                        synchronized (lock) {
                            lock.notifyAll();
                        }
                    });
        }
    }

    /** One notify for producers and consumers that wait on one monitor. */
    public static final class BoundedBuffer {
        public static final String FINDING = "lost wake up";
        private int count;

        synchronized void put() throws InterruptedException {
            while (count == 1) {
                wait();
            }
            count++;
            notify();
        }

        synchronized void take() throws InterruptedException {
            while (count == 0) {
                wait();
            }
            count--;
            notify();
        }

        public static void main(String[] args) throws InterruptedException {
            BoundedBuffer buffer = new BoundedBuffer();
            Threads.all(buffer::put, buffer::put, buffer::take, buffer::take);
        }
    }

    /** Each philosopher takes the left fork first. */
    static void dine(int count) throws InterruptedException {
        Lock[] forks = new Lock[count];
        Threads.Code[] codes = new Threads.Code[count];
        for (int i = 0; i < count; i++) {
            forks[i] = new ReentrantLock();
        }
        for (int i = 0; i < count; i++) {
            Lock left = forks[i];
            Lock right = forks[(i + 1) % count];
            codes[i] =
                    () -> {
                        left.lock();
                        right.lock();
                        right.unlock();
                        left.unlock();
                    };
        }
        Threads.all(codes);
    }

    public static final class Philosophers2 {
        public static final String FINDING = "deadlock";

        public static void main(String[] args) throws InterruptedException {
            dine(2);
        }
    }

    public static final class Philosophers3 {
        public static final String FINDING = "deadlock";

        public static void main(String[] args) throws InterruptedException {
            dine(3);
        }
    }

    /** A lock that is only sometimes taken second. */
    public static final class Carter {
        public static final String FINDING = "deadlock";

        public static void main(String[] args) throws InterruptedException {
            Lock a = new ReentrantLock();
            Lock b = new ReentrantLock();
            AtomicInteger users = new AtomicInteger();
            Threads.all(
                    () -> {
                        a.lock();
                        if (users.incrementAndGet() == 1) {
                            b.lock();
                            b.unlock();
                        }
                        a.unlock();
                    },
                    () -> {
                        b.lock();
                        if (users.get() == 0) {
                            a.lock();
                            a.unlock();
                        }
                        b.unlock();
                    });
        }
    }

    /** A condition is signalled before anybody waits for it. */
    public static final class SignalsTooEarly {
        public static final String FINDING = "lost wake up";

        public static void main(String[] args) throws InterruptedException {
            ReentrantLock lock = new ReentrantLock();
            Condition ready = lock.newCondition();
            Threads.all(
                    () -> {
                        lock.lock();
                        ready.await();
                        lock.unlock();
                    },
                    () -> {
                        lock.lock();
                        ready.signal();
                        lock.unlock();
                    });
        }
    }

    /** A resource is closed between its check and its use. */
    public static final class PingPong {
        public static final String FINDING = "uncaught exception";
        private volatile String player = "here";

        public static void main(String[] args) throws InterruptedException {
            PingPong game = new PingPong();
            Threads.all(
                    () -> {
                        if (game.player != null) {
                            assert game.player.length() == 4;
                        }
                    },
                    () -> game.player = null);
        }
    }

    /** Two find that the instance is missing, and make one each. */
    public static final class Singleton {
        public static final String FINDING = "uncaught exception";
        private volatile Object instance;

        public static void main(String[] args) throws InterruptedException {
            Singleton holder = new Singleton();
            AtomicInteger made = new AtomicInteger();
            Threads.Code get =
                    () -> {
                        if (holder.instance == null) {
                            synchronized (holder) {
                                made.incrementAndGet();
                                holder.instance = new Object();
                            }
                        }
                    };
            Threads.all(get, get);
            assert made.get() == 1 : "made " + made;
        }
    }

    /** Readers count themselves in two steps; a writer comes between. */
    public static final class ReadersAndWriters {
        public static final String FINDING = "uncaught exception";

        public static void main(String[] args) throws InterruptedException {
            Semaphore writing = new Semaphore(1);
            AtomicInteger readers = new AtomicInteger();
            AtomicBoolean writer = new AtomicBoolean();
            Threads.Code read =
                    () -> {
                        if (readers.incrementAndGet() == 1) {
                            writing.acquire();
                        }
                        assert !writer.get() : "reads while another writes";
                        if (readers.decrementAndGet() == 0) {
                            writing.release();
                        }
                    };
            Threads.all(
                    read,
                    read,
                    () -> {
                        writing.acquire();
                        writer.set(true);
                        writer.set(false);
                        writing.release();
                    });
        }
    }

    /** A block is free by its bit, which is looked at without the lock of its file. */
    public static final class FileBlocks {
        public static final String FINDING = "uncaught exception";

        public static void main(String[] args) throws InterruptedException {
            AtomicIntegerArray busy = new AtomicIntegerArray(2);
            AtomicIntegerArray owners = new AtomicIntegerArray(2);
            Threads.Code[] codes = new Threads.Code[2];
            for (int i = 0; i < codes.length; i++) {
                Object file = new Object();
                codes[i] =
                        () -> {
                            synchronized (file) {
                                int block = busy.get(0) == 0 ? 0 : 1;
                                busy.set(block, 1);
                                assert owners.incrementAndGet(block) == 1 : "given twice";
                            }
                        };
            }
            Threads.all(codes);
        }
    }
}
