package ordinary;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.AbstractQueuedSynchronizer;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.concurrent.locks.StampedLock;

/** Programs with locks, each with a bug and without. */
public final class LockPairs {
    private LockPairs() {}

    /** A transfer locks the account that gives, then the one that takes. */
    public static final class LockOrder {
        public static final String FINDING = "deadlock";

        static void transfer(Lock first, Lock second) {
            first.lock();
            second.lock();
            second.unlock();
            first.unlock();
        }

        public static final class Buggy {
            public static void main(String[] args) throws InterruptedException {
                Lock a = new ReentrantLock();
                Lock b = new ReentrantLock();
                Threads.all(() -> transfer(a, b), () -> transfer(b, a));
            }
        }

        public static final class Fixed {
            public static void main(String[] args) throws InterruptedException {
                Lock a = new ReentrantLock();
                Lock b = new ReentrantLock();
                Threads.all(() -> transfer(a, b), () -> transfer(a, b));
            }
        }
    }

    /** An exception leaves the lock taken. */
    public static final class UnlockInFinally {
        public static final String FINDING = "mutex held at exit";

        static void fail() {
            throw new IllegalArgumentException();
        }

        public static final class Buggy {
            public static void main(String[] args) throws InterruptedException {
                Lock lock = new ReentrantLock();
                Threads.Code use =
                        () -> {
                            try {
                                lock.lock();
                                fail();
                                lock.unlock();
                            } catch (IllegalArgumentException e) {
                                // Goes on without its lock given back.
                            }
                        };
                Threads.all(use, use);
            }
        }

        public static final class Fixed {
            public static void main(String[] args) throws InterruptedException {
                Lock lock = new ReentrantLock();
                Threads.Code use =
                        () -> {
                            lock.lock();
                            try {
                                fail();
                            } catch (IllegalArgumentException e) {
                                // Said to nobody.
                            } finally {
                                lock.unlock();
                            }
                        };
                Threads.all(use, use);
            }
        }
    }

    /** Goes on without the lock that it did not get. */
    public static final class TryLock {
        public static final String FINDING = "uncaught exception";

        public static final class Buggy {
            public static void main(String[] args) throws InterruptedException {
                ReentrantLock lock = new ReentrantLock();
                Threads.Code use =
                        () -> {
                            lock.tryLock();
                            lock.unlock();
                        };
                Threads.all(use, use);
            }
        }

        public static final class Fixed {
            public static void main(String[] args) throws InterruptedException {
                ReentrantLock lock = new ReentrantLock();
                Threads.Code use =
                        () -> {
                            if (lock.tryLock()) {
                                lock.unlock();
                            }
                        };
                Threads.all(use, use);
            }
        }
    }

    /** A lock with a limit, and what is done when it is over. */
    public static final class TimedLock {
        public static final String FINDING = "uncaught exception";

        static void run(boolean checks) throws InterruptedException {
            ReentrantLock lock = new ReentrantLock();
            AtomicInteger done = new AtomicInteger();
            Threads.Code use =
                    () -> {
                        boolean taken = lock.tryLock(10, TimeUnit.MILLISECONDS);
                        if (taken || !checks) {
                            done.incrementAndGet();
                            lock.unlock();
                        }
                    };
            Threads.all(use, use);
        }

        public static final class Buggy {
            public static void main(String[] args) throws InterruptedException {
                run(false);
            }
        }

        public static final class Fixed {
            public static void main(String[] args) throws InterruptedException {
                run(true);
            }
        }
    }

    /** One slot between a producer and a consumer. */
    static final class Slot {
        final ReentrantLock lock = new ReentrantLock();
        final Condition filled = lock.newCondition();
        final Condition emptied = lock.newCondition();
        Integer value;

        void put(int next, boolean loops) throws InterruptedException {
            lock.lock();
            try {
                if (loops) {
                    while (value != null) {
                        emptied.await();
                    }
                } else if (value != null) {
                    emptied.await();
                }
                assert value == null : "overwrites " + value;
                value = next;
                filled.signal();
            } finally {
                lock.unlock();
            }
        }

        int take() throws InterruptedException {
            lock.lock();
            try {
                while (value == null) {
                    filled.await();
                }
                int taken = value;
                value = null;
                emptied.signal();
                return taken;
            } finally {
                lock.unlock();
            }
        }
    }

    /** A condition is looked at once, though another may come first. */
    public static final class ConditionInALoop {
        public static final String FINDING = "uncaught exception";

        static void run(boolean loops) throws InterruptedException {
            Slot slot = new Slot();
            Threads.all(
                    () -> {
                        slot.put(1, loops);
                        slot.put(2, loops);
                    },
                    () -> slot.put(3, loops),
                    () -> {
                        slot.take();
                        slot.take();
                        slot.take();
                    });
        }

        public static final class Buggy {
            public static void main(String[] args) throws InterruptedException {
                run(false);
            }
        }

        public static final class Fixed {
            public static void main(String[] args) throws InterruptedException {
                run(true);
            }
        }
    }

    /** One condition for two kinds of waiters: a signal wakes the wrong one. */
    public static final class SignalAll {
        public static final String FINDING = "lost wake up";

        static void run(boolean all) throws InterruptedException {
            ReentrantLock lock = new ReentrantLock();
            Condition changed = lock.newCondition();
            int[] turn = new int[1];
            Threads.Code[] codes = new Threads.Code[3];
            for (int i = 0; i < codes.length; i++) {
                int mine = i;
                codes[i] =
                        () -> {
                            lock.lock();
                            try {
                                while (turn[0] != mine) {
                                    changed.await();
                                }
                                turn[0]++;
                                if (all) {
                                    changed.signalAll();
                                } else {
                                    changed.signal();
                                }
                            } finally {
                                lock.unlock();
                            }
                        };
            }
            Threads.all(codes);
        }

        public static final class Buggy {
            public static void main(String[] args) throws InterruptedException {
                run(false);
            }
        }

        public static final class Fixed {
            public static void main(String[] args) throws InterruptedException {
                run(true);
            }
        }
    }

    /** Waits on a condition without its lock. */
    public static final class ConditionWithItsLock {
        public static final String FINDING = "uncaught exception";

        static void run(boolean locks) throws InterruptedException {
            ReentrantLock lock = new ReentrantLock();
            Condition never = lock.newCondition();
            Threads.all(
                    () -> {
                        if (locks) {
                            lock.lock();
                        }
                        never.awaitNanos(5);
                        lock.unlock();
                    });
        }

        public static final class Buggy {
            public static void main(String[] args) throws InterruptedException {
                run(false);
            }
        }

        public static final class Fixed {
            public static void main(String[] args) throws InterruptedException {
                run(true);
            }
        }
    }

    /** A read lock cannot become a write lock. */
    public static final class ReadToWrite {
        public static final String FINDING = "self-deadlock";

        public static final class Buggy {
            public static void main(String[] args) throws InterruptedException {
                ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
                Threads.all(
                        () -> {
                            lock.readLock().lock();
                            lock.writeLock().lock();
                        });
            }
        }

        public static final class Fixed {
            public static void main(String[] args) throws InterruptedException {
                ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
                Threads.Code update =
                        () -> {
                            lock.readLock().lock();
                            lock.readLock().unlock();
                            lock.writeLock().lock();
                            lock.readLock().lock();
                            lock.writeLock().unlock();
                            lock.readLock().unlock();
                        };
                Threads.all(update, update);
            }
        }
    }

    /** A reader waits for another reader, which a writer in the queue keeps out. */
    public static final class ReadersAndAWriter {
        public static final String FINDING = "deadlock";

        static void run(boolean again) throws InterruptedException {
            ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
            AtomicBoolean seen = new AtomicBoolean();
            Thread reader =
                    Threads.start(
                            () -> {
                                lock.readLock().lock();
                                Thread helper =
                                        Threads.start(
                                                () -> {
                                                    if (again) {
                                                        lock.readLock().lock();
                                                        lock.readLock().unlock();
                                                    }
                                                    seen.set(true);
                                                });
                                helper.join();
                                lock.readLock().unlock();
                            });
            lock.writeLock().lock();
            lock.writeLock().unlock();
            reader.join();
            assert seen.get();
        }

        public static final class Buggy {
            public static void main(String[] args) throws InterruptedException {
                run(true);
            }
        }

        public static final class Fixed {
            public static void main(String[] args) throws InterruptedException {
                run(false);
            }
        }
    }

    /** A stamped lock is not reentrant. */
    public static final class Stamps {
        public static final String FINDING = "lost wake up";

        public static final class Buggy {
            public static void main(String[] args) throws InterruptedException {
                StampedLock lock = new StampedLock();
                Threads.all(
                        () -> {
                            long outer = lock.readLock();
                            long inner = lock.writeLock();
                            lock.unlockWrite(inner);
                            lock.unlockRead(outer);
                        });
            }
        }

        public static final class Fixed {
            public static void main(String[] args) throws InterruptedException {
                StampedLock lock = new StampedLock();
                int[] count = new int[1];
                Threads.Code add =
                        () -> {
                            long stamp = lock.readLock();
                            long write = lock.tryConvertToWriteLock(stamp);
                            if (write == 0) {
                                lock.unlockRead(stamp);
                                write = lock.writeLock();
                            }
                            count[0]++;
                            lock.unlockWrite(write);
                        };
                Threads.all(add, add);
                assert count[0] == 2;
            }
        }
    }

    /** A lock of one's own on AbstractQueuedSynchronizer. */
    public static final class OwnLock {
        public static final String FINDING = "uncaught exception";

        static final class Mutex extends AbstractQueuedSynchronizer {
            private static final long serialVersionUID = 1L;
            private final boolean atomic;

            Mutex(boolean atomic) {
                this.atomic = atomic;
            }

            @Override
            protected boolean tryAcquire(int arg) {
                if (atomic) {
                    return compareAndSetState(0, 1);
                }
                if (getState() == 0) {
                    setState(1);
                    return true;
                }
                return false;
            }

            @Override
            protected boolean tryRelease(int arg) {
                setState(0);
                return true;
            }
        }

        static void run(boolean atomic) throws InterruptedException {
            Mutex mutex = new Mutex(atomic);
            AtomicBoolean inside = new AtomicBoolean();
            Threads.Code use =
                    () -> {
                        mutex.acquire(1);
                        assert !inside.getAndSet(true) : "two are inside";
                        inside.set(false);
                        mutex.release(1);
                    };
            Threads.all(use, use);
        }

        public static final class Buggy {
            public static void main(String[] args) throws InterruptedException {
                run(false);
            }
        }

        public static final class Fixed {
            public static void main(String[] args) throws InterruptedException {
                run(true);
            }
        }
    }
}
