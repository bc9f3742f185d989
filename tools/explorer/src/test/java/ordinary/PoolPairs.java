package ordinary;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Programs with thread pools, each with a bug and without. */
public final class PoolPairs {
    private PoolPairs() {}

    /** A task waits for a task that its only worker would have to run. */
    public static final class PoolStarvation {
        public static final String FINDING = "lost wake up";

        static void run(int workers) throws InterruptedException, ExecutionException {
            ExecutorService pool = Executors.newFixedThreadPool(workers);
            Future<Integer> outer = pool.submit(() -> pool.submit(() -> 1).get() + 1);
            assert outer.get() == 2;
            pool.shutdown();
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

    /** A pool that nobody shuts down keeps the program alive. */
    public static final class Shutdown {
        public static final String FINDING = "lost wake up";

        static void run(boolean ends) {
            ExecutorService pool = Executors.newSingleThreadExecutor();
            pool.execute(() -> {});
            if (ends) {
                pool.shutdown();
            }
        }

        public static final class Buggy {
            public static void main(String[] args) {
                run(false);
            }
        }

        public static final class Fixed {
            public static void main(String[] args) {
                run(true);
            }
        }
    }

    /** The tasks that were handed in are not done when shutdown returns. */
    public static final class AwaitTermination {
        public static final String FINDING = "uncaught exception";

        static void run(boolean waits) throws InterruptedException {
            ExecutorService pool = Executors.newFixedThreadPool(1);
            AtomicInteger done = new AtomicInteger();
            pool.execute(done::incrementAndGet);
            pool.shutdown();
            boolean ended = waits && pool.awaitTermination(1, TimeUnit.DAYS);
            assert done.get() == 1 || waits && !ended;
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

    /** Somebody shuts the pool down while tasks come in. */
    public static final class SubmitAfterShutdown {
        public static final String FINDING = "uncaught exception";

        static void run(boolean catches) throws InterruptedException {
            ExecutorService pool = Executors.newFixedThreadPool(1);
            Thread closer = Threads.start(pool::shutdown);
            try {
                pool.execute(() -> {});
            } catch (RejectedExecutionException e) {
                if (!catches) {
                    throw e;
                }
            }
            closer.join();
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

    /** What a task throws is in its future, where nobody looks. */
    public static final class LooksAtItsFuture {
        public static final String FINDING = "uncaught exception";

        static void run(boolean looks) throws InterruptedException {
            ExecutorService pool = Executors.newFixedThreadPool(1);
            AtomicInteger result = new AtomicInteger();
            Future<?> task =
                    pool.submit(
                            () -> {
                                if (result.get() == 0) {
                                    throw new IllegalArgumentException();
                                }
                                result.set(1);
                            });
            pool.shutdown();
            boolean failed = false;
            try {
                if (looks) {
                    task.get();
                }
            } catch (ExecutionException e) {
                failed = true;
            }
            assert result.get() == 1 || failed;
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

    /** A task that was cancelled has no result. */
    public static final class Cancel {
        public static final String FINDING = "uncaught exception";

        static void run(boolean catches) throws InterruptedException, ExecutionException {
            FutureTask<Integer> task = new FutureTask<>(() -> 1);
            new Thread(task).start();
            Threads.start(() -> task.cancel(true));
            try {
                assert task.get() == 1;
            } catch (CancellationException e) {
                if (!catches) {
                    throw e;
                }
            }
        }

        public static final class Buggy {
            public static void main(String[] args) throws Exception {
                run(false);
            }
        }

        public static final class Fixed {
            public static void main(String[] args) throws Exception {
                run(true);
            }
        }
    }

    /** A full pool refuses. */
    public static final class FullPool {
        public static final String FINDING = "uncaught exception";

        static void run(boolean callerRuns) {
            ThreadPoolExecutor pool =
                    new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(1));
            if (callerRuns) {
                pool.setRejectedExecutionHandler(new ThreadPoolExecutor.CallerRunsPolicy());
            }
            AtomicInteger done = new AtomicInteger();
            for (int i = 0; i < 3; i++) {
                pool.execute(done::incrementAndGet);
            }
            pool.shutdown();
        }

        public static final class Buggy {
            public static void main(String[] args) {
                run(false);
            }
        }

        public static final class Fixed {
            public static void main(String[] args) {
                run(true);
            }
        }
    }

    /** A task that is to come later, and is dropped by a shutdown that comes first. */
    public static final class ScheduledTask {
        public static final String FINDING = "uncaught exception";

        static void run(boolean waits) throws Exception {
            ScheduledExecutorService timer = Executors.newScheduledThreadPool(1);
            AtomicInteger ticks = new AtomicInteger();
            Future<?> tick = timer.schedule(ticks::incrementAndGet, 1, TimeUnit.SECONDS);
            if (waits) {
                tick.get();
            }
            timer.shutdownNow();
            assert ticks.get() == 1;
        }

        public static final class Buggy {
            public static void main(String[] args) throws Exception {
                run(false);
            }
        }

        public static final class Fixed {
            public static void main(String[] args) throws Exception {
                run(true);
            }
        }
    }

    /** Adds up what tasks bring, in a variable that they share. */
    public static final class SumOfResults {
        public static final String FINDING = "uncaught exception";

        static final class Sum {
            private volatile int value;
        }

        static void run(boolean shares) throws Exception {
            ExecutorService pool = Executors.newFixedThreadPool(2);
            Sum sum = new Sum();
            List<Callable<Integer>> tasks = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                tasks.add(
                        () -> {
                            if (shares) {
                                sum.value = sum.value + 1;
                            }
                            return 1;
                        });
            }
            int total = 0;
            for (Future<Integer> each : pool.invokeAll(tasks)) {
                total += each.get();
            }
            pool.shutdown();
            assert (shares ? sum.value : total) == 2;
        }

        public static final class Buggy {
            public static void main(String[] args) throws Exception {
                run(true);
            }
        }

        public static final class Fixed {
            public static void main(String[] args) throws Exception {
                run(false);
            }
        }
    }
}
