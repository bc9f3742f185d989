package signalkit.calls;

import static signalkit.calls.JdkClass.one;
import static signalkit.calls.JdkClass.waits;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Phaser;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** What threads wait for each other with. */
final class WaitCalls {
    static final int COUNT = 7;

    private WaitCalls() {}

    static JdkClass<?> of(int number) {
        return switch (number) {
            case 0 -> semaphore(false);
            case 1 -> semaphore(true);
            case 2 -> latch();
            case 3 -> barrier();
            case 4 -> phaser();
            case 5 -> condition();
            default -> monitor();
        };
    }

    private static JdkClass<?> semaphore(boolean isFair) {
        return JdkClass.of(
                isFair ? "fair Semaphore" : "Semaphore",
                () -> new Semaphore(1, isFair),
                p -> p.availablePermits(),
                waits(
                        "acquire",
                        (p, s) -> {
                            p.acquire();
                            return "";
                        }),
                waits(
                        "acquire2",
                        (p, s) -> {
                            p.acquire(2);
                            return "";
                        }),
                waits(
                        "uninterruptibly",
                        (p, s) -> {
                            p.acquireUninterruptibly();
                            return "";
                        }),
                one("tryAcquire", (p, s) -> p.tryAcquire()),
                one("tryAcquire2", (p, s) -> p.tryAcquire(2)),
                waits("tryAcquire0", (p, s) -> p.tryAcquire(0, TimeUnit.SECONDS)),
                one(
                        "release",
                        (p, s) -> {
                            p.release();
                            return "";
                        }),
                one(
                        "release2",
                        (p, s) -> {
                            p.release(2);
                            return "";
                        }),
                one("drain", (p, s) -> p.drainPermits()),
                one("permits", (p, s) -> p.availablePermits()),
                waits("queue", (p, s) -> p.getQueueLength() + "" + p.hasQueuedThreads()));
    }

    private static JdkClass<?> latch() {
        return JdkClass.of(
                "CountDownLatch",
                () -> new CountDownLatch(2),
                l -> l.getCount(),
                one(
                        "countDown",
                        (l, s) -> {
                            l.countDown();
                            return "";
                        }),
                one("count", (l, s) -> l.getCount()),
                waits(
                        "await",
                        (l, s) -> {
                            l.await();
                            return "";
                        }),
                waits("await0", (l, s) -> l.await(0, TimeUnit.SECONDS)));
    }

    private static JdkClass<?> barrier() {
        return JdkClass.of(
                "CyclicBarrier",
                () -> new CyclicBarrier(2),
                b -> b.getNumberWaiting() + "" + b.isBroken(),
                waits("await", (b, s) -> b.await()),
                waits("await0", (b, s) -> b.await(0, TimeUnit.SECONDS)),
                waits(
                        "reset",
                        (b, s) -> {
                            b.reset();
                            return "";
                        }),
                waits("isBroken", (b, s) -> b.isBroken()),
                waits("waiting", (b, s) -> b.getNumberWaiting()),
                waits("parties", (b, s) -> b.getParties()));
    }

    private static JdkClass<?> phaser() {
        return JdkClass.of(
                "Phaser",
                () -> new Phaser(2),
                p -> p.getPhase() + "/" + p.getRegisteredParties() + "/" + p.getUnarrivedParties(),
                waits("register", (p, s) -> p.register()),
                waits("bulk", (p, s) -> p.bulkRegister(2)),
                waits("arrive", (p, s) -> p.arrive()),
                waits("arriveAndDeregister", (p, s) -> p.arriveAndDeregister()),
                waits("arriveAndAwait", (p, s) -> p.arriveAndAwaitAdvance()),
                waits("await", (p, s) -> p.awaitAdvance(0)),
                waits("awaitPhase", (p, s) -> p.awaitAdvance(p.getPhase())),
                waits("await0", (p, s) -> p.awaitAdvanceInterruptibly(0, 0, TimeUnit.SECONDS)),
                waits("phase", (p, s) -> p.getPhase()),
                waits("parties", (p, s) -> p.getRegisteredParties()),
                waits("arrived", (p, s) -> p.getArrivedParties()),
                waits("unarrived", (p, s) -> p.getUnarrivedParties()),
                waits(
                        "terminate",
                        (p, s) -> {
                            p.forceTermination();
                            return "";
                        }),
                waits("isTerminated", (p, s) -> p.isTerminated()));
    }

    private static final class Pair {
        final ReentrantLock lock = new ReentrantLock();
        final Condition condition = lock.newCondition();
        int n;
    }

    private static JdkClass<?> condition() {
        return JdkClass.of(
                "Condition",
                Pair::new,
                p -> p.n,
                waits(
                        "await",
                        (p, s) -> {
                            p.lock.lock();
                            try {
                                while (p.n == 0) {
                                    p.condition.await();
                                }
                                return p.n--;
                            } finally {
                                p.lock.unlock();
                            }
                        }),
                waits(
                        "uninterruptibly",
                        (p, s) -> {
                            p.lock.lock();
                            try {
                                while (p.n == 0) {
                                    p.condition.awaitUninterruptibly();
                                }
                                return p.n--;
                            } finally {
                                p.lock.unlock();
                            }
                        }),
                waits(
                        "await0",
                        (p, s) -> {
                            p.lock.lock();
                            try {
                                return p.condition.awaitNanos(0) <= 0;
                            } finally {
                                p.lock.unlock();
                            }
                        }),
                waits(
                        "signal",
                        (p, s) -> {
                            p.lock.lock();
                            try {
                                p.n++;
                                p.condition.signal();
                                return "";
                            } finally {
                                p.lock.unlock();
                            }
                        }),
                waits(
                        "signalAll",
                        (p, s) -> {
                            p.lock.lock();
                            try {
                                p.n += 2;
                                p.condition.signalAll();
                                return "";
                            } finally {
                                p.lock.unlock();
                            }
                        }),
                waits(
                        "signalOnly",
                        (p, s) -> {
                            p.lock.lock();
                            try {
                                p.condition.signal();
                                return "";
                            } finally {
                                p.lock.unlock();
                            }
                        }),
                waits(
                        "without",
                        (p, s) -> {
                            p.condition.signal();
                            return "";
                        }),
                waits(
                        "awaitWithout",
                        (p, s) -> {
                            p.condition.await();
                            return "";
                        }),
                waits(
                        "waiters",
                        (p, s) -> {
                            p.lock.lock();
                            try {
                                return p.lock.getWaitQueueLength(p.condition);
                            } finally {
                                p.lock.unlock();
                            }
                        }));
    }

    private static final class Box {
        int n;
    }

    private static JdkClass<?> monitor() {
        return JdkClass.of(
                "monitor",
                Box::new,
                b -> b.n,
                waits(
                        "wait",
                        (b, s) -> {
                            synchronized (b) {
                                while (b.n == 0) {
                                    b.wait();
                                }
                                return b.n--;
                            }
                        }),
                waits(
                        "notify",
                        (b, s) -> {
                            synchronized (b) {
                                b.n++;
                                b.notify();
                                return "";
                            }
                        }),
                waits(
                        "notifyAll",
                        (b, s) -> {
                            synchronized (b) {
                                b.n += 2;
                                b.notifyAll();
                                return "";
                            }
                        }),
                waits(
                        "read",
                        (b, s) -> {
                            synchronized (b) {
                                return b.n;
                            }
                        }),
                waits(
                        "without",
                        (b, s) -> {
                            b.notify();
                            return "";
                        }),
                waits(
                        "waitWithout",
                        (b, s) -> {
                            b.wait();
                            return "";
                        }),
                waits(
                        "holds",
                        (b, s) -> {
                            synchronized (b) {
                                return Thread.holdsLock(b);
                            }
                        }));
    }
}
