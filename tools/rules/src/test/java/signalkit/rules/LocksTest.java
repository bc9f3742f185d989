package signalkit.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.StampedLock;
import org.junit.jupiter.api.Test;
import signalkit.annotations.HandlerContext;
import signalkit.posix.Cond;
import signalkit.posix.Mutex;

/** Locks and waits, in each form that Java has for them. */
class LocksTest {
    private static void assertOnly(Class<?> fixture, String... violations) {
        assertEquals(List.of(violations), Verdicts.on(fixture));
    }

    static class SynchronizedMethod {
        @HandlerContext
        void onSignal() {
            note();
        }

        private synchronized void note() {}
    }

    @Test
    void a_synchronized_method_is_a_lock() {
        assertOnly(
                SynchronizedMethod.class,
                "LOCK: SynchronizedMethod.onSignal() → synchronized SynchronizedMethod.note()");
    }

    static class SynchronizedHandler {
        @HandlerContext
        synchronized void onSignal() {}
    }

    @Test
    void a_handler_may_not_be_synchronized_itself() {
        assertOnly(
                SynchronizedHandler.class,
                "LOCK: SynchronizedHandler.onSignal() → synchronized"
                        + " SynchronizedHandler.onSignal()");
    }

    static class EmptyBlock {
        @HandlerContext
        void onSignal() {
            synchronized (this) {
            }
        }
    }

    @Test
    void an_empty_synchronized_block_is_a_lock() {
        assertOnly(
                EmptyBlock.class, "LOCK: EmptyBlock.onSignal() → synchronized (this EmptyBlock)");
    }

    static class StaticSynchronized {
        static synchronized void note() {}

        @HandlerContext
        void onSignal() {
            note();
        }
    }

    @Test
    void a_class_monitor_is_a_lock() {
        assertOnly(
                StaticSynchronized.class,
                "LOCK: StaticSynchronized.onSignal() → synchronized StaticSynchronized.note()");
    }

    static class TryLock {
        private final ReentrantLock lock = new ReentrantLock();

        @HandlerContext
        void onSignal() {
            if (lock.tryLock()) {
                lock.unlock();
            }
        }
    }

    @Test
    void a_lock_that_does_not_wait_is_a_lock_too() {
        assertTrue(
                Verdicts.on(TryLock.class)
                        .contains(
                                "LOCK: TryLock.onSignal() →"
                                        + " java.util.concurrent.locks.ReentrantLock.tryLock()"));
    }

    static class NonReentrant {
        private final StampedLock stamped = new StampedLock();
        private final Semaphore semaphore = new Semaphore(1);

        @HandlerContext
        void onSignal() throws InterruptedException {
            stamped.writeLock();
            semaphore.acquire();
        }
    }

    @Test
    void locks_that_are_not_reentrant_are_locks() {
        assertOnly(
                NonReentrant.class,
                "LOCK: NonReentrant.onSignal() →"
                        + " java.util.concurrent.locks.StampedLock.writeLock()",
                "BLOCK: NonReentrant.onSignal() → java.util.concurrent.Semaphore.acquire()");
    }

    static class OptimisticRead {
        private final StampedLock lock = new StampedLock();
        private volatile int value;
        volatile int seen;

        @HandlerContext
        void onSignal() {
            long stamp = lock.tryOptimisticRead();
            int copy = value;
            if (lock.validate(stamp)) {
                seen = copy;
            }
        }
    }

    @Test
    void an_optimistic_read_is_fine() {
        assertOnly(OptimisticRead.class);
    }

    static class Notify {
        @HandlerContext
        void onSignal() throws InterruptedException {
            notifyAll();
            wait();
        }
    }

    @Test
    void wait_and_notify_need_the_monitor() {
        assertOnly(
                Notify.class,
                "LOCK: Notify.onSignal() → Notify.notifyAll()",
                "BLOCK: Notify.onSignal() → Notify.wait()");
    }

    static class SpinLock {
        private final AtomicBoolean busy = new AtomicBoolean();
        private volatile boolean ready;

        @HandlerContext
        void byCompareAndSet() {
            while (!busy.compareAndSet(false, true)) {
                Thread.yield();
            }
        }

        @HandlerContext
        void byGetAndSet() {
            while (busy.getAndSet(true)) {}
        }

        @HandlerContext
        void byFlag() {
            while (!ready) {}
        }
    }

    @Test
    void a_lock_made_by_hand_blocks() {
        List<String> violations = Verdicts.on(SpinLock.class);
        for (String handler : List.of("byCompareAndSet", "byGetAndSet", "byFlag")) {
            String violation = "BLOCK: SpinLock." + handler + "() → loop";
            assertTrue(violations.contains(violation), violations.toString());
        }
    }

    static class SeeminglyBounded {
        private final AtomicBoolean busy = new AtomicBoolean();
        private volatile boolean ready;

        @HandlerContext
        void byCountingTries() {
            int tries = 0;
            while (!busy.compareAndSet(false, true)) {
                tries++;
            }
        }

        @HandlerContext
        void byAskingTheTime() {
            while (!ready) {
                System.nanoTime();
            }
        }
    }

    @Test
    void a_counter_and_a_clock_that_nobody_looks_at_bound_no_loop() {
        List<String> violations = Verdicts.on(SeeminglyBounded.class);
        for (String handler : List.of("byCountingTries", "byAskingTheTime")) {
            String violation = "BLOCK: SeeminglyBounded." + handler + "() → loop";
            assertTrue(violations.contains(violation), violations.toString());
        }
    }

    static class BoundedLoops {
        private final AtomicInteger count = new AtomicInteger();
        private final AtomicInteger busy = new AtomicInteger();
        volatile boolean got;

        @HandlerContext
        void retry() {
            int old;
            do {
                old = count.get();
            } while (!count.compareAndSet(old, Math.max(old, 7)));
        }

        @HandlerContext
        void tenTimes() {
            for (int i = 0; i < 10 && !got; i++) {
                got = busy.compareAndSet(0, 1);
            }
        }
    }

    @Test
    void a_lock_free_retry_and_a_bounded_try_are_fine() {
        assertOnly(BoundedLoops.class);
    }

    static class KitMutex {
        private final Mutex jobsMutex = new Mutex("jobs");
        private final Cond jobsCond = new Cond("jobs");

        @HandlerContext
        void onSignal() {
            jobsMutex.lock();
            jobsCond.broadcast();
            jobsMutex.unlock();
        }
    }

    @Test
    void the_mutexes_and_conditions_of_the_kit_are_locks() {
        assertOnly(
                KitMutex.class,
                "LOCK: KitMutex.onSignal() → signalkit.posix.Mutex.lock()",
                "LOCK: KitMutex.onSignal() → signalkit.posix.Cond.broadcast()",
                "LOCK: KitMutex.onSignal() → signalkit.posix.Mutex.unlock()");
    }

    static class BothSides {
        private final ReentrantLock queueLock = new ReentrantLock();
        private volatile int jobs;

        void add(int more) {
            queueLock.lock();
            jobs = more;
            queueLock.unlock();
        }

        @HandlerContext
        void onSignal() {
            queueLock.lock();
        }
    }

    @Test
    void a_lock_taken_on_both_sides_is_a_self_deadlock() {
        String text = Verdicts.textsOn(BothSides.class).get(0);
        assertTrue(
                text.contains(
                        "deadlock: the interrupted code may hold BothSides.queueLock, taken at"
                                + " BothSides.add(LocksTest.java:"),
                text);
    }

    static class BothSidesByMonitor {
        @HandlerContext
        void onSignal() {
            synchronized (this) {
            }
        }

        synchronized void normal() {}
    }

    @Test
    void a_monitor_taken_on_both_sides_is_a_self_deadlock() {
        assertTrue(
                Verdicts.textsOn(BothSidesByMonitor.class)
                        .get(0)
                        .contains("deadlock: the interrupted code may hold this"));
    }

    static class HandlerOnly {
        private final ReentrantLock lock = new ReentrantLock();

        @HandlerContext
        void onSignal() {
            lock.lock();
        }
    }

    @Test
    void a_lock_that_only_handlers_take_is_a_lock_but_no_proof_of_deadlock() {
        String text = Verdicts.textsOn(HandlerOnly.class).get(0);
        assertTrue(!text.contains("deadlock:"), text);
    }
}
