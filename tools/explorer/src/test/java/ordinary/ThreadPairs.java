package ordinary;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Programs with threads, monitors and collections, each with a bug and without. */
public final class ThreadPairs {
    private ThreadPairs() {}

    static final class Flag {
        private volatile boolean up;
    }

    /** The loop ends by a flag; the sleep in it has to be interrupted, too. */
    public static final class StopsASleeper {
        public static final String FINDING = "livelock";

        static void run(boolean marksAgain) throws InterruptedException {
            Thread worker =
                    new Thread(
                            () -> {
                                while (!Thread.currentThread().isInterrupted()) {
                                    try {
                                        Thread.sleep(1_000);
                                    } catch (InterruptedException e) {
                                        if (marksAgain) {
                                            Thread.currentThread().interrupt();
                                        }
                                    }
                                }
                            });
            worker.start();
            worker.interrupt();
            worker.join();
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

    /** A join with a limit may return before the end. */
    public static final class JoinsWithALimit {
        public static final String FINDING = "uncaught exception";

        static void run(boolean looks) throws InterruptedException {
            Flag done = new Flag();
            Thread worker = new Thread(() -> done.up = true);
            worker.start();
            worker.join(100);
            boolean ended = !looks || !worker.isAlive();
            assert done.up || !ended : "not done";
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

    /** run is called where start is meant: the thread that waits is the caller. */
    public static final class RunsInsteadOfStarting {
        public static final String FINDING = "lost wake up";

        static void run(boolean starts) throws InterruptedException {
            Flag ready = new Flag();
            Object lock = new Object();
            Thread waiter =
                    new Thread(
                            () -> {
                                synchronized (lock) {
                                    while (!ready.up) {
                                        Threads.run(lock::wait);
                                    }
                                }
                            });
            if (starts) {
                waiter.start();
            } else {
                waiter.run();
            }
            synchronized (lock) {
                ready.up = true;
                lock.notifyAll();
            }
            waiter.join();
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

    /** A daemon is not waited for. */
    public static final class WorkOfADaemon {
        public static final String FINDING = "uncaught exception";

        static void run(boolean daemon) {
            Flag saved = new Flag();
            Thread saver = new Thread(() -> saved.up = true);
            saver.setDaemon(daemon);
            Runtime.getRuntime()
                    .addShutdownHook(
                            new Thread(
                                    () -> {
                                        assert saved.up : "not saved";
                                    }));
            saver.start();
        }

        public static final class Buggy {
            public static void main(String[] args) {
                run(true);
            }
        }

        public static final class Fixed {
            public static void main(String[] args) {
                run(false);
            }
        }
    }

    /** Two threads add to one list. */
    public static final class SharedList {
        public static final String FINDING = "data race";

        static void run(List<Integer> list) throws InterruptedException {
            Threads.all(() -> list.add(1), () -> list.add(2));
            assert list.size() == 2;
        }

        public static final class Buggy {
            public static void main(String[] args) throws InterruptedException {
                run(new ArrayList<>());
            }
        }

        public static final class Fixed {
            public static void main(String[] args) throws InterruptedException {
                run(Collections.synchronizedList(new ArrayList<>()));
            }
        }
    }

    /** A map is asked, and then told: two calls of a safe map are not one. */
    public static final class CheckThenPut {
        public static final String FINDING = "uncaught exception";

        static void run(boolean atomic) throws InterruptedException {
            Map<String, Integer> map = new ConcurrentHashMap<>();
            Threads.Code count =
                    () -> {
                        if (atomic) {
                            map.merge("x", 1, Integer::sum);
                        } else {
                            map.put("x", map.getOrDefault("x", 0) + 1);
                        }
                    };
            Threads.all(count, count);
            assert map.get("x") == 2 : map;
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

    /** Goes through a list while another one adds to it. */
    public static final class IteratesAndAdds {
        public static final String FINDING = "data race";

        static void run(List<Integer> list) throws InterruptedException {
            AtomicInteger sum = new AtomicInteger();
            Threads.all(
                    () -> list.add(2),
                    () -> {
                        for (int each : list) {
                            sum.addAndGet(each);
                        }
                    });
        }

        public static final class Buggy {
            public static void main(String[] args) throws InterruptedException {
                run(new ArrayList<>(List.of(1)));
            }
        }

        public static final class Fixed {
            public static void main(String[] args) throws InterruptedException {
                run(new CopyOnWriteArrayList<>(List.of(1)));
            }
        }
    }

    /** One lock for writing, and none for reading. */
    public static final class LocksOnlyWrites {
        public static final String FINDING = "data race";

        static void run(boolean locksReads) throws InterruptedException {
            Map<Integer, Integer> map = new HashMap<>();
            Threads.all(
                    () -> {
                        synchronized (map) {
                            map.put(1, 1);
                        }
                    },
                    () -> {
                        if (locksReads) {
                            synchronized (map) {
                                map.get(1);
                            }
                        } else {
                            map.get(1);
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

    /** A value that each thread has for itself, and that a pool's thread brings along. */
    public static final class StaleThreadLocal {
        public static final String FINDING = "uncaught exception";

        static void run(boolean removes) throws InterruptedException {
            ThreadLocal<String> user = new ThreadLocal<>();
            Thread worker =
                    new Thread(
                            () -> {
                                for (String next : new String[] {"ann", null}) {
                                    if (next != null) {
                                        user.set(next);
                                    }
                                    assert next != null || user.get() == null : "still " + next;
                                    if (removes) {
                                        user.remove();
                                    }
                                }
                            });
            worker.start();
            worker.join();
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

    /** Notifies one of two kinds of waiters. */
    public static final class NotifyAll {
        public static final String FINDING = "lost wake up";

        static void run(boolean all) throws InterruptedException {
            int[] turn = new int[1];
            Threads.Code[] codes = new Threads.Code[3];
            for (int i = 0; i < codes.length; i++) {
                int mine = i;
                codes[i] =
                        () -> {
                            synchronized (turn) {
                                while (turn[0] != mine) {
                                    turn.wait();
                                }
                                turn[0]++;
                                if (all) {
                                    turn.notifyAll();
                                } else {
                                    turn.notify();
                                }
                            }
                        };
            }
            Threads.all(codes);
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
