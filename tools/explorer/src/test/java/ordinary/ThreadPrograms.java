package ordinary;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/** Plain programs on the Thread API; each is named after what it shows. */
public final class ThreadPrograms {
    private ThreadPrograms() {}

    static final class Cell {
        volatile int value;
        int plain;

        synchronized void add() {
            plain++;
        }

        synchronized int sum() {
            return plain;
        }
    }

    public static final class StartsWithoutJoin {
        public static void main(String[] args) {
            Cell cell = new Cell();
            new Thread(cell::add).start();
            assert cell.sum() == 1 : "sum " + cell.sum();
        }
    }

    public static final class StartsAndJoins {
        public static void main(String[] args) throws InterruptedException {
            Cell cell = new Cell();
            Thread thread = new Thread(cell::add, "adder");
            thread.start();
            thread.join();
            assert cell.plain == 1;
            assert !thread.isAlive() && thread.getState() == Thread.State.TERMINATED;
        }
    }

    public static final class SleepsInsteadOfJoining {
        public static void main(String[] args) throws InterruptedException {
            Cell cell = new Cell();
            new Thread(() -> cell.value = 1).start();
            Thread.sleep(1_000);
            assert cell.value == 1;
        }
    }

    /** When nobody is delayed, the shorter sleep ends first. */
    public static final class SleepsInOrder {
        public static void main(String[] args) throws InterruptedException {
            List<String> order = new ArrayList<>();
            Thread slow = new Thread(() -> note(order, "slow", 20));
            Thread fast = new Thread(() -> note(order, "fast", 10));
            slow.start();
            fast.start();
            slow.join();
            fast.join();
            assert order.equals(List.of("fast", "slow")) : order;
        }

        private static void note(List<String> order, String name, long millis) {
            try {
                Thread.sleep(millis);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            synchronized (order) {
                order.add(name);
            }
        }
    }

    public static final class InterruptsAWait {
        public static void main(String[] args) throws InterruptedException {
            Cell cell = new Cell();
            Thread waiter =
                    new Thread(
                            () -> {
                                synchronized (cell) {
                                    try {
                                        while (cell.value == 0) {
                                            cell.wait();
                                        }
                                    } catch (InterruptedException e) {
                                        cell.value = 1;
                                    }
                                }
                            });
            waiter.start();
            waiter.interrupt();
            waiter.join();
            assert cell.value == 1;
        }
    }

    /** The loop eats the interrupt, and waits again. */
    public static final class LosesAnInterrupt {
        public static void main(String[] args) throws InterruptedException {
            Thread sleeper =
                    new Thread(
                            () -> {
                                while (!Thread.currentThread().isInterrupted()) {
                                    try {
                                        synchronized (args) {
                                            args.wait();
                                        }
                                    } catch (InterruptedException e) {
                                        // And goes on.
                                    }
                                }
                            });
            sleeper.start();
            sleeper.interrupt();
            sleeper.join();
        }
    }

    public static final class ParksInALoop {
        public static void main(String[] args) throws InterruptedException {
            Cell cell = new Cell();
            Thread parked = parker(cell);
            parked.start();
            cell.value = 1;
            LockSupport.unpark(parked);
            parked.join();
        }

        static Thread parker(Cell cell) {
            return new Thread(
                    () -> {
                        while (cell.value == 0) {
                            LockSupport.park();
                        }
                    });
        }
    }

    /** A park may end for no reason. */
    public static final class ParksOnce {
        public static void main(String[] args) throws InterruptedException {
            Cell cell = new Cell();
            Thread parked =
                    new Thread(
                            () -> {
                                LockSupport.park();
                                assert cell.value == 1;
                            });
            parked.start();
            cell.value = 1;
            LockSupport.unpark(parked);
            parked.join();
        }
    }

    /** So may a wait on a condition. */
    public static final class AwaitsOnce {
        public static void main(String[] args) throws InterruptedException {
            ReentrantLock lock = new ReentrantLock();
            Condition set = lock.newCondition();
            Cell cell = new Cell();
            Thread waiter =
                    new Thread(
                            () -> {
                                lock.lock();
                                if (cell.plain == 0) {
                                    set.awaitUninterruptibly();
                                }
                                assert cell.plain == 1;
                                lock.unlock();
                            });
            waiter.start();
            lock.lock();
            cell.plain = 1;
            set.signal();
            lock.unlock();
            waiter.join();
        }
    }

    public static final class UnparksTooEarly {
        public static void main(String[] args) throws InterruptedException {
            Cell cell = new Cell();
            Thread parked = ParksInALoop.parker(cell);
            parked.start();
            LockSupport.unpark(parked);
            cell.value = 1;
            parked.join();
        }
    }

    public static final class SpinsPolitely {
        public static void main(String[] args) throws InterruptedException {
            Cell cell = new Cell();
            Thread spinner =
                    new Thread(
                            () -> {
                                while (cell.value == 0) {
                                    Thread.onSpinWait();
                                }
                            });
            spinner.start();
            cell.value = 1;
            spinner.join();
        }
    }

    /** A daemon does not keep the program alive, however long it runs. */
    public static final class LeavesADaemon {
        public static void main(String[] args) {
            Cell cell = new Cell();
            Thread daemon =
                    new Thread(
                            () -> {
                                while (true) {
                                    cell.value++;
                                    Thread.yield();
                                }
                            });
            daemon.setDaemon(true);
            daemon.start();
        }
    }

    public static final class WaitsOnceWithALimit {
        public static void main(String[] args) throws InterruptedException {
            Cell cell = new Cell();
            Thread setter =
                    new Thread(
                            () -> {
                                synchronized (cell) {
                                    cell.value = 1;
                                    cell.notifyAll();
                                }
                            });
            setter.start();
            synchronized (cell) {
                if (cell.value == 0) {
                    cell.wait(100);
                }
                assert cell.value == 1;
            }
        }
    }

    public static final class CatchesWhatAThreadThrows {
        public static void main(String[] args) throws InterruptedException {
            Cell cell = new Cell();
            Thread thread =
                    new Thread(
                            () -> {
                                throw new IllegalStateException("mine");
                            });
            thread.setUncaughtExceptionHandler((who, thrown) -> cell.value = 1);
            thread.start();
            thread.join();
            assert cell.value == 1;
        }
    }

    public static final class ThrowsInAThread {
        public static void main(String[] args) {
            new Thread(
                            () -> {
                                throw new IllegalStateException("mine");
                            })
                    .start();
        }
    }

    /** Each thread has a value of its own, and a hook runs at the end. */
    public static final class KeepsAValueForEachThread {
        public static void main(String[] args) throws InterruptedException {
            ThreadLocal<Integer> local = ThreadLocal.withInitial(() -> 1);
            Thread thread =
                    new Thread(
                            () -> {
                                local.set(local.get() + 1);
                                assert local.get() == 2;
                            });
            thread.start();
            local.set(local.get() + 10);
            thread.join();
            assert local.get() == 11;
        }
    }

    public static final class FailsInAHook {
        public static void main(String[] args) {
            Cell cell = new Cell();
            Runtime.getRuntime()
                    .addShutdownHook(
                            new Thread(
                                    () -> {
                                        assert cell.value == 0 : "too late";
                                    }));
            cell.value = 1;
            System.exit(0);
        }
    }

    /** A sub-class, a name, and a state that another thread sees. */
    public static final class WatchesAState {
        static final class Worker extends Thread {
            Worker() {
                super("worker");
            }

            @Override
            public void run() {
                synchronized (this) {
                    try {
                        while (true) {
                            wait();
                        }
                    } catch (InterruptedException e) {
                        assert getName().equals("worker") && currentThread() == this;
                    }
                }
            }
        }

        public static void main(String[] args) throws InterruptedException {
            Worker worker = new Worker();
            assert worker.getState() == Thread.State.NEW;
            worker.start();
            while (worker.getState() != Thread.State.WAITING) {
                Thread.yield();
            }
            worker.interrupt();
            worker.join();
        }
    }

    public static final class StartsTwice {
        public static void main(String[] args) {
            Thread thread = new Thread(() -> {});
            thread.start();
            thread.start();
        }
    }

    /** What catches everything cannot keep a run from its end. */
    public static final class CatchesAll {
        public static void main(String[] args) throws InterruptedException {
            Cell cell = new Cell();
            Thread stubborn =
                    new Thread(
                            () -> {
                                while (cell.value == 0) {
                                    try {
                                        Thread.sleep(1);
                                    } catch (Throwable t) {
                                        // Whatever it is.
                                    }
                                }
                            });
            stubborn.start();
            assert stubborn.isAlive() && cell.value == 1;
        }
    }
}
