package ordinary;

import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Programs with blocking queues, each with a bug and without. */
public final class QueuePairs {
    private QueuePairs() {}

    /** One pill for two consumers. */
    public static final class PoisonPill {
        public static final String FINDING = "lost wake up";

        static void run(int pills) throws InterruptedException {
            BlockingQueue<Integer> queue = new LinkedBlockingQueue<>();
            AtomicInteger sum = new AtomicInteger();
            Threads.Code consume =
                    () -> {
                        int next = queue.take();
                        while (next != 0) {
                            sum.addAndGet(next);
                            next = queue.take();
                        }
                    };
            Threads.Code produce =
                    () -> {
                        queue.put(5);
                        for (int i = 0; i < pills; i++) {
                            queue.put(0);
                        }
                    };
            Threads.all(produce, consume, consume);
            assert sum.get() == 5;
        }

        public static final class Buggy {
            public static void main(String[] args) throws InterruptedException {
                run(1);
            }
        }

        public static final class Fixed {
            public static void main(String[] args) throws InterruptedException {
                run(2);
            }
        }
    }

    /** A poll with a limit that may bring nothing. */
    public static final class TimedPoll {
        public static final String FINDING = "uncaught exception";

        static void run(boolean checks) throws InterruptedException {
            BlockingQueue<String> queue = new ArrayBlockingQueue<>(1);
            Threads.start(() -> queue.put("x"));
            String came = queue.poll(1, TimeUnit.SECONDS);
            if (came != null || !checks) {
                assert came.length() == 1;
            }
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

    /** Looks whether there is something, and takes it: another one may be quicker. */
    public static final class CheckThenTake {
        public static final String FINDING = "uncaught exception";

        static void run(boolean polls) throws InterruptedException {
            BlockingQueue<Integer> queue = new LinkedBlockingQueue<>(List.of(7));
            Threads.Code take =
                    () -> {
                        if (polls) {
                            queue.poll();
                        } else if (!queue.isEmpty()) {
                            assert queue.remove() == 7;
                        }
                    };
            Threads.all(take, take);
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

    /** A bounded queue, filled by the thread that is to empty it. */
    public static final class FillsItsOwnQueue {
        public static final String FINDING = "lost wake up";

        static void run(int capacity) throws InterruptedException {
            BlockingQueue<Integer> queue = new ArrayBlockingQueue<>(capacity);
            Threads.Code work =
                    () -> {
                        queue.put(1);
                        queue.take();
                    };
            queue.put(0);
            Threads.all(work, work);
        }

        public static final class Buggy {
            public static void main(String[] args) throws InterruptedException {
                run(1);
            }
        }

        public static final class Fixed {
            public static void main(String[] args) throws InterruptedException {
                run(3);
            }
        }
    }

    /** An offer to a queue without room, and nobody there. */
    public static final class OffersToNobody {
        public static final String FINDING = "lost wake up";

        static void run(boolean puts) throws InterruptedException {
            SynchronousQueue<String> queue = new SynchronousQueue<>();
            Threads.all(
                    () -> {
                        if (puts) {
                            queue.put("x");
                        } else {
                            queue.offer("x");
                        }
                    },
                    () -> {
                        assert queue.take().equals("x");
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
}
