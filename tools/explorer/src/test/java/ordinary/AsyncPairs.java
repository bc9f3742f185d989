package ordinary;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** Programs with futures that complete each other, and with phasers. */
public final class AsyncPairs {
    private AsyncPairs() {}

    /** What was started is not done yet. */
    public static final class JoinsItsFuture {
        public static final String FINDING = "uncaught exception";

        static void run(boolean joins) {
            AtomicInteger value = new AtomicInteger();
            CompletableFuture<Void> future = CompletableFuture.runAsync(() -> value.set(1));
            if (joins) {
                future.join();
            }
            assert value.get() == 1;
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

    /** The second stage does not wait for what the first one starts. */
    public static final class ComposesStages {
        public static final String FINDING = "uncaught exception";

        static void run(boolean composes) {
            AtomicInteger saved = new AtomicInteger();
            CompletableFuture<Integer> first = CompletableFuture.supplyAsync(() -> 20);
            CompletableFuture<?> both =
                    composes
                            ? first.thenCompose(v -> save(saved, v))
                            : first.thenApply(v -> save(saved, v));
            both.join();
            assert saved.get() == 21;
        }

        static CompletableFuture<Void> save(AtomicInteger saved, int value) {
            return CompletableFuture.runAsync(() -> saved.set(value + 1));
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

    /** A stage that fails skips those that follow, and their end never comes. */
    public static final class StageThatFails {
        public static final String FINDING = "lost wake up";

        static void run(boolean always) throws InterruptedException {
            CountDownLatch done = new CountDownLatch(1);
            CompletableFuture<Integer> future =
                    CompletableFuture.supplyAsync(() -> Integer.parseInt("x"));
            if (always) {
                future.whenComplete((value, thrown) -> done.countDown());
            } else {
                future.thenAccept(value -> done.countDown());
            }
            done.await();
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

    /** Two complete one future: the later one is told, and does not look. */
    public static final class CompletesOnce {
        public static final String FINDING = "uncaught exception";

        static void run(boolean looks) throws InterruptedException {
            CompletableFuture<Integer> future = new CompletableFuture<>();
            AtomicInteger winners = new AtomicInteger();
            Threads.Code complete =
                    () -> {
                        boolean first = looks ? future.complete(1) : !future.isDone();
                        if (first) {
                            future.complete(1);
                            winners.incrementAndGet();
                        }
                    };
            Threads.all(complete, complete);
            assert winners.get() == 1;
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

    /** A limit on a future. */
    public static final class TimesOut {
        public static final String FINDING = "uncaught exception";

        static void run(boolean catches) {
            CompletableFuture<Integer> slow = new CompletableFuture<>();
            Threads.start(() -> slow.complete(1));
            try {
                slow.orTimeout(1, TimeUnit.SECONDS).join();
            } catch (CompletionException e) {
                if (!catches || !(e.getCause() instanceof TimeoutException)) {
                    throw e;
                }
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

    /** Adds results up as they come, in two steps. */
    public static final class CombinesResults {
        public static final String FINDING = "uncaught exception";

        static final class Sum {
            private volatile int value;
        }

        static void run(boolean combines) {
            Sum sum = new Sum();
            CompletableFuture<Integer> one = CompletableFuture.supplyAsync(() -> add(sum, 1));
            CompletableFuture<Integer> two = CompletableFuture.supplyAsync(() -> add(sum, 2));
            int total = one.thenCombine(two, Integer::sum).join();
            assert (combines ? total : sum.value) == 3;
        }

        static int add(Sum sum, int more) {
            sum.value = sum.value + more;
            return more;
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

    /** A party that leaves a phaser has to say so. */
    public static final class PhaserParties {
        public static final String FINDING = "lost wake up";

        static void run(boolean says) throws InterruptedException {
            Phaser phaser = new Phaser(2);
            Threads.all(
                    () -> {
                        phaser.arriveAndAwaitAdvance();
                        phaser.arriveAndAwaitAdvance();
                    },
                    () -> {
                        if (says) {
                            phaser.arriveAndAwaitAdvance();
                            phaser.arriveAndDeregister();
                        } else {
                            phaser.arriveAndAwaitAdvance();
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
}
