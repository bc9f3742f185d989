package signalkit.litmus;

import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicInteger;
import signalkit.explorer.Plan;
import signalkit.explorer.Scenario;

/** Scenarios in which two threads must not be in one place at a time, or see half of a change. */
final class Exclusions {
    private Exclusions() {}

    /** Two threads that try to enter; who is inside counts. */
    abstract static class Entering implements Scenario {
        final AtomicInteger[] flags = {new AtomicInteger(), new AtomicInteger()};
        private final int[] entered = new int[2];

        /** Tries to enter. */
        abstract boolean enters(AtomicInteger own, AtomicInteger other, int self);

        @Override
        public void prepare(Plan plan) {
            plan.thread("a", () -> entered[0] = enters(flags[0], flags[1], 0) ? 1 : 0);
            plan.thread("b", () -> entered[1] = enters(flags[1], flags[0], 1) ? 1 : 0);
            plan.atEnd("not both enter", () -> entered[0] + entered[1] < 2);
        }
    }

    static final class DekkerVolatile extends Entering {
        @Override
        boolean enters(AtomicInteger own, AtomicInteger other, int self) {
            own.set(1);
            return other.get() == 0;
        }
    }

    static final class DekkerRelease extends Entering {
        @Override
        boolean enters(AtomicInteger own, AtomicInteger other, int self) {
            own.setRelease(1);
            return other.getAcquire() == 0;
        }
    }

    static final class DekkerOpaque extends Entering {
        @Override
        boolean enters(AtomicInteger own, AtomicInteger other, int self) {
            own.setOpaque(1);
            return other.getOpaque() == 0;
        }
    }

    static final class DekkerFenced extends Entering {
        @Override
        boolean enters(AtomicInteger own, AtomicInteger other, int self) {
            own.setOpaque(1);
            VarHandle.fullFence();
            return other.getOpaque() == 0;
        }
    }

    /** Peterson's algorithm, whose loser gives up and does not wait. */
    static final class PetersonVolatile extends Entering {
        private final AtomicInteger turn = new AtomicInteger();

        @Override
        boolean enters(AtomicInteger own, AtomicInteger other, int self) {
            own.set(1);
            turn.set(1 - self);
            return other.get() == 0 || turn.get() == self;
        }
    }

    static final class PetersonRelease extends Entering {
        private final AtomicInteger turn = new AtomicInteger();

        @Override
        boolean enters(AtomicInteger own, AtomicInteger other, int self) {
            own.setRelease(1);
            turn.setRelease(1 - self);
            return other.getAcquire() == 0 || turn.getAcquire() == self;
        }
    }

    /** A lock that is taken by an acquire and given back by a release. */
    static class SpinLock implements Scenario {
        private final AtomicInteger lock = new AtomicInteger();
        private int count;

        boolean take(AtomicInteger place) {
            return place.compareAndExchangeAcquire(0, 1) == 0;
        }

        private void add() {
            if (take(lock)) {
                count++;
                lock.setRelease(0);
            }
        }

        @Override
        public void prepare(Plan plan) {
            plan.thread("a", () -> add());
            plan.thread("b", () -> add());
            plan.atEnd("somebody has counted", () -> count > 0);
        }
    }

    /** Takes the failure of a weak comparison for the lock of another thread. */
    static final class SpinLockFailing extends SpinLock {
        @Override
        boolean take(AtomicInteger place) {
            return place.weakCompareAndSetAcquire(0, 1);
        }
    }

    /** A pair under a sequence lock; it is even when nobody writes. */
    static class SequenceLock implements Scenario {
        private final AtomicInteger sequence = new AtomicInteger();
        private final AtomicInteger first = new AtomicInteger();
        private final AtomicInteger second = new AtomicInteger();
        private int sum;

        /** Comes between the data and the second look at the sequence. */
        void fence() {
            VarHandle.acquireFence();
        }

        private void write() {
            sequence.setOpaque(1);
            VarHandle.releaseFence();
            first.setOpaque(1);
            second.setOpaque(1);
            sequence.setRelease(2);
        }

        private void read() {
            int before = sequence.getAcquire();
            int one = first.getOpaque();
            int other = second.getOpaque();
            fence();
            if (before % 2 == 0 && sequence.getOpaque() == before) {
                sum = one + other;
            }
        }

        @Override
        public void prepare(Plan plan) {
            plan.thread("writer", () -> write());
            plan.thread("reader", () -> read());
            plan.atEnd("the pair is whole", () -> sum != 1);
        }
    }

    static final class SequenceLockUnfenced extends SequenceLock {
        @Override
        void fence() {}
    }

    /** A comparison that nobody disturbs. */
    static final class ComparesOnce implements Scenario {
        private final AtomicInteger number = new AtomicInteger();

        @Override
        public void prepare(Plan plan) {
            plan.thread("sets", () -> number.weakCompareAndSetVolatile(0, 1));
            plan.atEnd("it is set", () -> number.get() == 1);
        }
    }
}
