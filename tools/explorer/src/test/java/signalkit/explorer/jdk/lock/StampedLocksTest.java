package signalkit.explorer.jdk.lock;

import static signalkit.explorer.Explored.assertFails;
import static signalkit.explorer.Explored.assertProved;

import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.locks.StampedLock;
import org.junit.jupiter.api.Test;
import signalkit.explorer.FindingKind;
import signalkit.explorer.Plan;
import signalkit.explorer.Scenario;

/** Readers may have to wait for writers that wait, and may overtake them. */
class StampedLocksTest {
    abstract static class Beside implements Scenario {
        final StampedLock lock = new StampedLock();
        private int written;

        abstract void read();

        int written() {
            return written;
        }

        final void write() {
            long stamp = lock.writeLock();
            written++;
            lock.unlockWrite(stamp);
        }

        @Override
        public void prepare(Plan plan) {
            plan.thread("reader", this::read);
            plan.thread("writer", this::write);
        }
    }

    /** It holds what the writer waits for, which is first in the queue. */
    static final class ReadTwice extends Beside {
        @Override
        void read() {
            long first = lock.readLock();
            long second = lock.readLock();
            lock.unlockRead(second);
            lock.unlockRead(first);
        }
    }

    /** To try waits for nobody. */
    static final class ReadTwiceIfPossible extends Beside {
        @Override
        void read() {
            long first = lock.readLock();
            long second = lock.tryReadLock();
            if (second != 0) {
                lock.unlockRead(second);
            }
            lock.unlockRead(first);
        }
    }

    /** Both readers have to be inside at a time; the writer may ask between them. */
    static final class ReadersMeet extends Beside {
        private final CyclicBarrier both = new CyclicBarrier(2);

        @Override
        void read() {
            long stamp = lock.readLock();
            try {
                both.await();
            } catch (InterruptedException | BrokenBarrierException e) {
                throw new IllegalStateException(e);
            }
            lock.unlockRead(stamp);
        }

        @Override
        public void prepare(Plan plan) {
            super.prepare(plan);
            plan.thread("other reader", this::read);
        }
    }

    /** It takes a writer that has asked for one that has written. */
    static final class CountsOnTheQueue extends Beside {
        @Override
        void read() {
            long first = lock.readLock();
            Thread writer = new Thread(this::write);
            writer.start();
            while (writer.getState() != Thread.State.WAITING) {
                Thread.yield();
            }
            Thread later = new Thread(this::readLater);
            later.start();
            lock.unlockRead(first);
        }

        private void readLater() {
            long stamp = lock.readLock();
            if (written() == 0) {
                throw new AssertionError("it has overtaken the writer");
            }
            lock.unlockRead(stamp);
        }

        @Override
        public void prepare(Plan plan) {
            plan.main(this::read);
        }
    }

    @Test
    void a_reader_may_wait_for_a_writer_that_waits_for_it() {
        assertFails(ReadTwice.class, FindingKind.LOST_WAKE_UP);
        assertFails(ReadersMeet.class, FindingKind.LOST_WAKE_UP);
        assertProved(ReadTwiceIfPossible.class);
    }

    @Test
    void a_reader_may_overtake_a_writer() {
        assertFails(CountsOnTheQueue.class, FindingKind.UNCAUGHT_EXCEPTION);
    }
}
