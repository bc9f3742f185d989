package signalkit.sample;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import signalkit.explorer.Plan;
import signalkit.explorer.Scenario;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.Signals;

/** Threads that go round in loops. */
public final class Loops {
    private Loops() {}

    /** Two threads wait in loops for a third one. */
    public static final class TwoSpinners implements Scenario {
        private volatile boolean set;

        @Override
        public void prepare(Plan plan) {
            for (String name : new String[] {"a", "b"}) {
                plan.thread(
                        name,
                        () -> {
                            while (!set) {
                                Thread.onSpinWait();
                            }
                        });
            }
            plan.thread("c", () -> set = true);
        }
    }

    /** Only the handler of a signal that comes from outside ends the loop. */
    public static class SpinsForASignal implements Scenario {
        /** Signals that were handled. */
        protected volatile int count;

        @Override
        public void prepare(Plan plan) {
            Signals.sigaction(Signal.USR1, Sigaction.handler(signal -> count++));
            plan.main(
                    () -> {
                        while (count == 0) {
                            Thread.yield();
                        }
                    });
            plan.signal(Signal.USR1, "main");
        }
    }

    /** Another signal may come before the loop has ended. */
    public static final class SpinsForOneOfTwo extends SpinsForASignal {
        private int seen;

        @Override
        public void prepare(Plan plan) {
            Signals.sigaction(Signal.USR1, Sigaction.handler(signal -> count++));
            Signals.sigaction(Signal.USR2, Sigaction.handler(signal -> count++));
            plan.main(
                    () -> {
                        while (count == 0) {
                            Thread.yield();
                        }
                        seen = count;
                    });
            plan.signal(Signal.USR1, "main");
            plan.signal(Signal.USR2, "main");
            plan.atEnd("one of two is seen", () -> seen == 1);
        }
    }

    /** The same without a hint to the processor. */
    public static final class TwoBusySpinners implements Scenario {
        private volatile boolean set;

        @Override
        public void prepare(Plan plan) {
            for (String name : new String[] {"a", "b"}) {
                plan.thread(
                        name,
                        () -> {
                            while (!set) {}
                        });
            }
            plan.thread("c", () -> set = true);
        }
    }

    /** A lock of one flag. */
    public abstract static class SpinLock implements Scenario {
        final AtomicBoolean locked = new AtomicBoolean();
        private volatile int inside;

        abstract void lock();

        @Override
        public void prepare(Plan plan) {
            for (String name : new String[] {"a", "b"}) {
                plan.thread(
                        name,
                        () -> {
                            lock();
                            inside++;
                            inside--;
                            locked.set(false);
                        });
            }
            plan.always("one at a time", () -> inside < 2);
        }
    }

    public static final class RightSpinLock extends SpinLock {
        @Override
        void lock() {
            while (!locked.compareAndSet(false, true)) {}
        }
    }

    public static final class WrongSpinLock extends SpinLock {
        @Override
        void lock() {
            while (locked.get()) {}
            locked.set(true);
        }
    }

    /** Gives up after some rounds: nothing may be lost, neither of the rounds nor of the end. */
    public static final class GivesUp implements Scenario {
        private volatile boolean set;
        private int rounds;

        @Override
        public void prepare(Plan plan) {
            plan.thread(
                    "a",
                    () -> {
                        while (rounds < 6 && !set) {
                            rounds++;
                        }
                    });
            plan.thread("b", () -> set = true);
            plan.show("rounds", () -> rounds);
        }
    }

    /** Each takes a lock, tries the other one, and lets go when it cannot have it. */
    public static final class TooPolite implements Scenario {
        private final ReentrantLock left = new ReentrantLock();
        private final ReentrantLock right = new ReentrantLock();

        private static void both(ReentrantLock own, ReentrantLock other) {
            while (true) {
                own.lock();
                Thread.yield();
                if (other.tryLock()) {
                    other.unlock();
                    own.unlock();
                    return;
                }
                own.unlock();
            }
        }

        @Override
        public void prepare(Plan plan) {
            plan.thread("a", () -> both(left, right));
            plan.thread("b", () -> both(right, left));
        }
    }

    /** One waits for what another one has whenever it looks. */
    public static final class NeverFree implements Scenario {
        private final ReentrantLock lock = new ReentrantLock();
        private int served;

        @Override
        public void prepare(Plan plan) {
            plan.thread(
                    "server",
                    () -> {
                        while (true) {
                            lock.lock();
                            served++;
                            Thread.yield();
                            lock.unlock();
                        }
                    });
            plan.thread(
                    "client",
                    () -> {
                        while (!lock.tryLock()) {
                            Thread.yield();
                        }
                        lock.unlock();
                    });
        }
    }

    /** A server without an end, which does something new each time. */
    public static final class Counts implements Scenario {
        private volatile long count;

        @Override
        public void prepare(Plan plan) {
            plan.thread(
                    "server",
                    () -> {
                        while (true) {
                            count++;
                        }
                    });
        }
    }

    /** Spins until a thread has slept. */
    public static final class SpinsForASleeper implements Scenario {
        private volatile boolean set;

        @Override
        public void prepare(Plan plan) {
            for (String name : new String[] {"a", "b"}) {
                plan.thread(
                        name,
                        () -> {
                            while (!set) {
                                Thread.onSpinWait();
                            }
                        });
            }
            plan.thread(
                    "sleeper",
                    () -> {
                        try {
                            Thread.sleep(10);
                        } catch (InterruptedException e) {
                            throw new IllegalStateException(e);
                        }
                        set = true;
                    });
        }
    }

    /** Spins until some time has passed, and does not stop the clock of others. */
    public static final class SpinsForTheClock implements Scenario {
        @Override
        public void prepare(Plan plan) {
            plan.thread(
                    "a",
                    () -> {
                        long end = System.nanoTime() + 1_000_000;
                        while (System.nanoTime() < end) {
                            Thread.onSpinWait();
                        }
                    });
        }
    }
}
