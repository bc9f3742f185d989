package signalkit.explorer.jdk;

import static signalkit.explorer.Explored.assertFails;
import static signalkit.explorer.Explored.assertProved;

import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.junit.jupiter.api.Test;
import signalkit.explorer.FindingKind;
import signalkit.explorer.Plan;
import signalkit.explorer.Scenario;

/** What a thread can see of a lock or of another thread changes in a step. */
class StatesOfOthersTest {
    abstract static class Readers implements Scenario {
        final ReentrantReadWriteLock lock = new ReentrantReadWriteLock(true);
        private int seen;

        abstract void read();

        @Override
        public void prepare(Plan plan) {
            plan.thread("reader", this::read);
            plan.thread("looker", () -> seen = lock.getReadLockCount());
            plan.atEnd("none or two", () -> seen != 1);
        }
    }

    static final class LocksTwice extends Readers {
        @Override
        void read() {
            lock.readLock().lock();
            lock.readLock().lock();
        }
    }

    static final class TriesWhileItWrites extends Readers {
        @Override
        void read() {
            lock.writeLock().lock();
            lock.readLock().tryLock();
            lock.readLock().lock();
            lock.writeLock().unlock();
        }
    }

    static final class LocksOnce extends Readers {
        @Override
        void read() {
            lock.writeLock().lock();
            lock.writeLock().unlock();
        }
    }

    /** Whether a thread that was started can still be made a daemon. */
    abstract static class Daemons implements Scenario {
        abstract void await(Thread thread);

        @Override
        public void prepare(Plan plan) {
            plan.main(
                    () -> {
                        Thread thread = new Thread(() -> {});
                        thread.start();
                        await(thread);
                        thread.setDaemon(true);
                    });
        }
    }

    static final class AtOnce extends Daemons {
        @Override
        void await(Thread thread) {
            // It may be over.
        }
    }

    static final class AfterItsEnd extends Daemons {
        @Override
        void await(Thread thread) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    @Test
    void others_see_each_read_lock() {
        assertFails(LocksTwice.class, FindingKind.INVARIANT_VIOLATED);
        assertFails(TriesWhileItWrites.class, FindingKind.INVARIANT_VIOLATED);
        assertProved(LocksOnce.class);
    }

    @Test
    void a_thread_may_be_over_or_not() {
        assertFails(AtOnce.class, FindingKind.UNCAUGHT_EXCEPTION);
        assertProved(AfterItsEnd.class);
    }
}
