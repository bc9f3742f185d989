package ordinary;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionService;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/** Programs with what is used more seldom, each with a bug and without. */
public final class MorePairs {
    private MorePairs() {}

    /** Takes more results than there are tasks. */
    public static final class TakesResults {
        public static final String FINDING = "lost wake up";

        static void run(int results) throws Exception {
            ExecutorService pool = Executors.newFixedThreadPool(1);
            CompletionService<Integer> done = new ExecutorCompletionService<>(pool);
            done.submit(() -> 1);
            for (int i = 0; i < results; i++) {
                assert done.take().get() == 1;
            }
            pool.shutdown();
        }

        public static final class Buggy {
            public static void main(String[] args) throws Exception {
                run(2);
            }
        }

        public static final class Fixed {
            public static void main(String[] args) throws Exception {
                run(1);
            }
        }
    }

    /** Waits for any of two where all are needed. */
    public static final class WaitsForAll {
        public static final String FINDING = "uncaught exception";

        static void run(boolean all) {
            AtomicInteger ready = new AtomicInteger();
            CompletableFuture<?> one = CompletableFuture.runAsync(ready::incrementAndGet);
            CompletableFuture<?> two = CompletableFuture.runAsync(ready::incrementAndGet);
            if (all) {
                CompletableFuture.allOf(one, two).join();
            } else {
                CompletableFuture.anyOf(one, two).join();
            }
            assert ready.get() == 2;
        }

        public static final class Buggy {
            public static void main(String[] args) {
                run(false);
            }
        }

        public static final class Fixed {
            public static void main(String[] args) {
                run(true);
            }
        }
    }

    /** Hands an element only to who waits for it already. */
    public static final class TransfersToAWaiter {
        public static final String FINDING = "lost wake up";

        static void run(boolean waits) throws InterruptedException {
            LinkedTransferQueue<String> queue = new LinkedTransferQueue<>();
            Threads.all(
                    () -> {
                        if (waits) {
                            queue.transfer("x");
                        } else {
                            queue.tryTransfer("x");
                        }
                    },
                    queue::take);
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

    /** What is in a delay queue is not there before its time. */
    public static final class PollsBeforeTheTime {
        public static final String FINDING = "uncaught exception";

        private record Later(long at) implements Delayed {
            @Override
            public long getDelay(TimeUnit unit) {
                return unit.convert(at - System.nanoTime(), TimeUnit.NANOSECONDS);
            }

            @Override
            public int compareTo(Delayed other) {
                return Long.compare(at, ((Later) other).at);
            }
        }

        static void run(boolean takes) throws InterruptedException {
            DelayQueue<Later> queue = new DelayQueue<>();
            queue.put(new Later(System.nanoTime() + 1_000));
            Later later = takes ? queue.take() : queue.poll();
            assert later.at() <= System.nanoTime();
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

    /** An interrupt does not end the wait for a lock, unless it is asked to. */
    public static final class LocksInterruptibly {
        public static final String FINDING = "deadlock";

        static void run(boolean interruptibly) throws InterruptedException {
            ReentrantLock lock = new ReentrantLock();
            lock.lock();
            Thread waiter =
                    new Thread(
                            () -> {
                                try {
                                    if (interruptibly) {
                                        lock.lockInterruptibly();
                                    } else {
                                        lock.lock();
                                    }
                                    lock.unlock();
                                } catch (InterruptedException e) {
                                    // That ends it.
                                }
                            });
            waiter.start();
            waiter.interrupt();
            waiter.join();
            lock.unlock();
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
