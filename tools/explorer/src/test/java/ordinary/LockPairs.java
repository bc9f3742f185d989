package ordinary;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

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
}
