package ordinary;

import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RecursiveTask;

/** Programs that fork and join, and programs with timers, each with a bug and without. */
public final class ForkPairs {
    private ForkPairs() {}

    /** A task that adds up a range by halves. */
    public static final class ForkAndJoin {
        public static final String FINDING = "uncaught exception";

        static final class Sum extends RecursiveTask<Integer> {
            private static final long serialVersionUID = 1L;
            private final int from;
            private final int to;
            private final boolean joins;

            Sum(int from, int to, boolean joins) {
                this.from = from;
                this.to = to;
                this.joins = joins;
            }

            @Override
            protected Integer compute() {
                if (to - from == 1) {
                    return from;
                }
                int middle = (from + to) / 2;
                Sum left = new Sum(from, middle, joins);
                left.fork();
                int right = new Sum(middle, to, joins).compute();
                Integer other = joins ? left.join() : left.getRawResult();
                return right + (other == null ? 0 : other);
            }
        }

        public static final class Buggy {
            public static void main(String[] args) {
                assert new ForkJoinPool(2).invoke(new Sum(0, 3, false)) == 3;
            }
        }

        public static final class Fixed {
            public static void main(String[] args) {
                assert new ForkJoinPool(2).invoke(new Sum(0, 3, true)) == 3;
            }
        }
    }

    /** One thread runs all tasks of a timer: one that throws ends it. */
    public static final class TimerTasks {
        public static final String FINDING = "uncaught exception";

        static void run(boolean catches) throws InterruptedException {
            Timer timer = new Timer(true);
            CountDownLatch done = new CountDownLatch(1);
            timer.schedule(
                    task(
                            () -> {
                                try {
                                    throw new IllegalArgumentException();
                                } catch (IllegalArgumentException e) {
                                    if (!catches) {
                                        throw e;
                                    }
                                }
                            }),
                    10);
            timer.schedule(task(done::countDown), 20);
            done.await();
        }

        static TimerTask task(Runnable code) {
            return new TimerTask() {
                @Override
                public void run() {
                    code.run();
                }
            };
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

    /** The tasks of a small pool wait for each other. */
    public static final class PoolOfTwo {
        public static final String FINDING = "lost wake up";

        static void run(int workers) throws Exception {
            ForkJoinPool pool = new ForkJoinPool(workers);
            CountDownLatch met = new CountDownLatch(2);
            Runnable meets =
                    () ->
                            Threads.run(
                                    () -> {
                                        met.countDown();
                                        met.await();
                                    });
            pool.execute(meets);
            pool.submit(meets).get();
        }

        public static final class Buggy {
            public static void main(String[] args) throws Exception {
                run(1);
            }
        }

        public static final class Fixed {
            public static void main(String[] args) throws Exception {
                run(2);
            }
        }
    }
}
