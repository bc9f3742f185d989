package ordinary;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CountedCompleter;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.AbstractQueuedLongSynchronizer;

/** Classes that others are built of: completers, publishers, long synchronizers. */
public final class SynchronizerPairs {
    private SynchronizerPairs() {}

    /** A task that waits for too few of its subtasks completes early. */
    public static final class PendingCount {
        public static final String FINDING = "uncaught exception";

        private static final class Sum extends CountedCompleter<Void> {
            private static final long serialVersionUID = 1;

            private final int from;
            private final int to;
            private final int pending;
            private final transient AtomicInteger sum;

            Sum(CountedCompleter<?> parent, int from, int to, int pending, AtomicInteger sum) {
                super(parent);
                this.from = from;
                this.to = to;
                this.pending = pending;
                this.sum = sum;
            }

            @Override
            public void compute() {
                if (to - from > 1) {
                    int middle = (from + to) / 2;
                    setPendingCount(pending);
                    new Sum(this, from, middle, pending, sum).fork();
                    new Sum(this, middle, to, pending, sum).fork();
                } else {
                    sum.addAndGet(to);
                }
                tryComplete();
            }
        }

        static void run(int pending) {
            AtomicInteger sum = new AtomicInteger();
            new Sum(null, 0, 2, pending, sum).invoke();
            assert sum.get() == 3 : sum;
        }

        public static final class Buggy {
            public static void main(String[] args) {
                run(1);
            }
        }

        public static final class Fixed {
            public static void main(String[] args) {
                run(2);
            }
        }
    }

    /** A lock that tests and sets its state in two steps. */
    public static final class LongLock {
        public static final String FINDING = "data race";

        private static final class Lock extends AbstractQueuedLongSynchronizer {
            private static final long serialVersionUID = 1;

            private final boolean isAtomic;

            Lock(boolean isAtomic) {
                this.isAtomic = isAtomic;
            }

            @Override
            protected boolean tryAcquire(long ignored) {
                if (isAtomic) {
                    return compareAndSetState(0, 1);
                }
                boolean isFree = getState() == 0;
                if (isFree) {
                    setState(1);
                }
                return isFree;
            }

            @Override
            protected boolean tryRelease(long ignored) {
                setState(0);
                return true;
            }
        }

        private static int count;

        static void run(boolean isAtomic) throws InterruptedException {
            Lock lock = new Lock(isAtomic);
            Runnable increment =
                    () -> {
                        lock.acquire(1);
                        count++;
                        lock.release(1);
                    };
            Thread other = new Thread(increment);
            other.start();
            increment.run();
            other.join();
            assert count == 2 : count;
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

    /** What is submitted has not arrived when {@code close} returns. */
    public static final class Publisher {
        public static final String FINDING = "uncaught exception";

        private static final class Keeps implements Flow.Subscriber<String> {
            private final List<String> items = new CopyOnWriteArrayList<>();
            private final CountDownLatch done = new CountDownLatch(1);

            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                subscription.request(1);
            }

            @Override
            public void onNext(String item) {
                items.add(item);
            }

            @Override
            public void onError(Throwable thrown) {}

            @Override
            public void onComplete() {
                done.countDown();
            }
        }

        static void run(boolean waits) throws InterruptedException {
            Keeps keeps = new Keeps();
            try (SubmissionPublisher<String> publisher =
                    new SubmissionPublisher<>(task -> new Thread(task).start(), 2)) {
                publisher.subscribe(keeps);
                publisher.submit("item");
            }
            if (waits) {
                keeps.done.await();
            }
            assert keeps.items.equals(List.of("item")) : keeps.items;
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
