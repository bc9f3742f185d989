package ordinary;

import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Exchanger;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** Programs with semaphores, latches and barriers, each with a bug and without. */
public final class SyncPairs {
    private SyncPairs() {}

    /** Two semaphores in two orders. */
    public static final class SemaphoreOrder {
        public static final String FINDING = "lost wake up";

        static void use(Semaphore first, Semaphore second) throws InterruptedException {
            first.acquire();
            second.acquire();
            second.release();
            first.release();
        }

        public static final class Buggy {
            public static void main(String[] args) throws InterruptedException {
                Semaphore a = new Semaphore(1);
                Semaphore b = new Semaphore(1);
                Threads.all(() -> use(a, b), () -> use(b, a));
            }
        }

        public static final class Fixed {
            public static void main(String[] args) throws InterruptedException {
                Semaphore a = new Semaphore(1);
                Semaphore b = new Semaphore(1);
                Threads.all(() -> use(a, b), () -> use(a, b));
            }
        }
    }

    /** A permit is given back that was never taken. */
    public static final class ReleaseWhatYouHave {
        public static final String FINDING = "uncaught exception";

        static void run(boolean checks) throws InterruptedException {
            Semaphore one = new Semaphore(1);
            AtomicInteger inside = new AtomicInteger();
            Threads.Code use =
                    () -> {
                        boolean taken = one.tryAcquire();
                        try {
                            if (taken) {
                                assert inside.incrementAndGet() == 1;
                                inside.decrementAndGet();
                            }
                        } finally {
                            if (taken || !checks) {
                                one.release();
                            }
                        }
                    };
            Threads.all(use, use, use);
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

    /** Each takes one permit of two, and then wants another. */
    public static final class TwoPermits {
        public static final String FINDING = "lost wake up";

        public static final class Buggy {
            public static void main(String[] args) throws InterruptedException {
                Semaphore two = new Semaphore(2);
                Threads.Code use =
                        () -> {
                            two.acquire();
                            two.acquire();
                            two.release(2);
                        };
                Threads.all(use, use);
            }
        }

        public static final class Fixed {
            public static void main(String[] args) throws InterruptedException {
                Semaphore two = new Semaphore(2, true);
                Threads.Code use =
                        () -> {
                            two.acquire(2);
                            two.release(2);
                        };
                Threads.all(use, use);
            }
        }
    }

    /** A worker that fails does not count down. */
    public static final class LatchInFinally {
        public static final String FINDING = "lost wake up";

        static void run(boolean always) throws InterruptedException {
            CountDownLatch done = new CountDownLatch(2);
            AtomicInteger turn = new AtomicInteger();
            Threads.Code work =
                    () -> {
                        boolean counted = false;
                        try {
                            if (turn.incrementAndGet() == 1) {
                                throw new IllegalArgumentException();
                            }
                            done.countDown();
                            counted = true;
                        } catch (IllegalArgumentException e) {
                            if (always && !counted) {
                                done.countDown();
                            }
                        }
                    };
            Threads.start(work);
            Threads.start(work);
            done.await();
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

    /** The latch is opened before what it tells of is written. */
    public static final class LatchAfterTheWrite {
        public static final String FINDING = "uncaught exception";

        static void run(boolean after) throws InterruptedException {
            CountDownLatch ready = new CountDownLatch(1);
            AtomicInteger value = new AtomicInteger();
            Threads.start(
                    () -> {
                        if (!after) {
                            ready.countDown();
                        }
                        value.set(42);
                        ready.countDown();
                    });
            ready.await();
            assert value.get() == 42;
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

    /** A limit on a latch that nobody looks at. */
    public static final class TimedLatch {
        public static final String FINDING = "uncaught exception";

        static void run(boolean checks) throws InterruptedException {
            CountDownLatch ready = new CountDownLatch(1);
            AtomicInteger value = new AtomicInteger();
            Threads.start(
                    () -> {
                        value.set(1);
                        ready.countDown();
                    });
            boolean came = ready.await(1, TimeUnit.SECONDS);
            assert value.get() == 1 || checks && !came;
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

    /** A barrier for three, and two that come. */
    public static final class BarrierParties {
        public static final String FINDING = "lost wake up";

        static void run(int parties) throws InterruptedException {
            CyclicBarrier barrier = new CyclicBarrier(parties);
            Threads.Code phase = barrier::await;
            Threads.all(phase, phase);
        }

        public static final class Buggy {
            public static void main(String[] args) throws InterruptedException {
                run(3);
            }
        }

        public static final class Fixed {
            public static void main(String[] args) throws InterruptedException {
                run(2);
            }
        }
    }

    /** A barrier is used again: one thread may be a round ahead of what the other still reads. */
    public static final class BarrierReuse {
        public static final String FINDING = "uncaught exception";

        static void run(boolean twice) throws InterruptedException {
            CyclicBarrier barrier = new CyclicBarrier(2);
            AtomicInteger shared = new AtomicInteger();
            Threads.all(
                    () -> {
                        for (int round = 1; round <= 2; round++) {
                            shared.set(round);
                            barrier.await();
                            if (twice) {
                                barrier.await();
                            }
                        }
                    },
                    () -> {
                        for (int round = 1; round <= 2; round++) {
                            barrier.await();
                            assert shared.get() == round : shared + " in round " + round;
                            if (twice) {
                                barrier.await();
                            }
                        }
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

    /** One party gives up, and the other does not know that the barrier is broken then. */
    public static final class BrokenBarrier {
        public static final String FINDING = "uncaught exception";

        static void run(boolean catches) throws InterruptedException {
            CyclicBarrier barrier = new CyclicBarrier(2);
            Threads.Code phase =
                    () -> {
                        try {
                            barrier.await(1, TimeUnit.SECONDS);
                        } catch (TimeoutException e) {
                            // Nobody came.
                        } catch (BrokenBarrierException e) {
                            if (!catches) {
                                throw e;
                            }
                        }
                    };
            Threads.all(phase, phase);
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

    /** Three meet where two exchange. */
    public static final class ExchangePartners {
        public static final String FINDING = "lost wake up";

        static void run(int count) throws InterruptedException {
            Exchanger<Integer> exchanger = new Exchanger<>();
            Threads.Code[] codes = new Threads.Code[count];
            for (int i = 0; i < count; i++) {
                int mine = i;
                codes[i] =
                        () -> {
                            assert exchanger.exchange(mine) != mine;
                        };
            }
            Threads.all(codes);
        }

        public static final class Buggy {
            public static void main(String[] args) throws InterruptedException {
                run(3);
            }
        }

        public static final class Fixed {
            public static void main(String[] args) throws InterruptedException {
                run(2);
            }
        }
    }
}
