package ordinary;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.AbstractQueuedSynchronizer;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.concurrent.locks.StampedLock;

/** Programs with locks that are more than mutexes, each with a bug and without. */
public final class OtherLockPairs {
    private OtherLockPairs() {}

    /** Who wants two permits is the first in the queue, and stops who wants one behind it. */
    public static final class PermitsInTurn {
        public static final String FINDING = "lost wake up";

        static void run(int few, int many) throws InterruptedException {
            Semaphore permits = new Semaphore(0);
            Thread first = Threads.start(() -> use(permits, many));
            Thread second = Threads.start(() -> use(permits, few));
            permits.release();
            second.join();
            permits.release();
            first.join();
        }

        private static void use(Semaphore permits, int count) {
            permits.acquireUninterruptibly(count);
            permits.release(count);
        }

        public static final class Buggy {
            public static void main(String[] args) throws Exception {
                run(1, 2);
            }
        }

        public static final class Fixed {
            public static void main(String[] args) throws Exception {
                run(1, 1);
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
