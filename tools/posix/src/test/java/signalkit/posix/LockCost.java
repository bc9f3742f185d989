package signalkit.posix;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What an uncontended lock and unlock of a {@link Mutex} costs, in units of a {@link
 * ReentrantLock}.
 *
 * <p>A paired benchmark: each round measures both, in an order that changes from round to round,
 * and gives one ratio; the median of the ratios does not see what the machine did to single rounds.
 * Measured on a thread that {@link Pthread#create} made and on an adopted one. As a control, two
 * ReentrantLocks are compared with each other: their ratio has to be close to 1.
 *
 * <p>{@code java -cp tools/posix/target/classes:tools/posix/target/test-classes
 * signalkit.posix.LockCost}
 */
public final class LockCost {
    private static final int ROUNDS = 41;
    private static final int WARM_UP = 15;
    private static final int PAIRS = 2_000_000;

    private LockCost() {}

    /** One loop over a lock; a class each, so that neither compiles into the other. */
    private interface Loop {
        long run(int pairs);
    }

    private static final class MutexLoop implements Loop {
        private final Mutex mutex = new Mutex("measured");
        private long guarded;

        @Override
        public long run(int pairs) {
            for (int i = 0; i < pairs; i++) {
                mutex.lock();
                guarded++;
                mutex.unlock();
            }
            return guarded;
        }
    }

    private static final class ReentrantLoop implements Loop {
        private final ReentrantLock lock = new ReentrantLock();
        private long guarded;

        @Override
        public long run(int pairs) {
            for (int i = 0; i < pairs; i++) {
                lock.lock();
                guarded++;
                lock.unlock();
            }
            return guarded;
        }
    }

    private static final class OtherReentrantLoop implements Loop {
        private final ReentrantLock lock = new ReentrantLock();
        private long guarded;

        @Override
        public long run(int pairs) {
            for (int i = 0; i < pairs; i++) {
                lock.lock();
                guarded++;
                lock.unlock();
            }
            return guarded;
        }
    }

    private static double nanosPerPair(Loop loop) {
        long start = System.nanoTime();
        long seen = loop.run(PAIRS);
        long nanos = System.nanoTime() - start;
        if (seen < PAIRS) {
            throw new AssertionError("the loop did not run");
        }
        return (double) nanos / PAIRS;
    }

    private static double median(List<Double> values) {
        Collections.sort(values);
        return values.get(values.size() / 2);
    }

    private static void compare(String where, Loop measured, Loop reference) {
        List<Double> ratios = new ArrayList<>();
        List<Double> costs = new ArrayList<>();
        List<Double> references = new ArrayList<>();
        for (int round = 0; round < WARM_UP + ROUNDS; round++) {
            boolean first = round % 2 == 0;
            double before = first ? nanosPerPair(measured) : 0;
            double base = nanosPerPair(reference);
            double cost = first ? before : nanosPerPair(measured);
            if (round >= WARM_UP) {
                ratios.add(cost / base);
                costs.add(cost);
                references.add(base);
            }
        }
        double median = median(ratios);
        System.out.printf(
                Locale.ROOT,
                "%-38s ratio %.2f (%.2f to %.2f)   %5.1f ns against %5.1f ns%n",
                where,
                median,
                ratios.get(ROUNDS / 10),
                ratios.get(ROUNDS - 1 - ROUNDS / 10),
                median(costs),
                median(references));
    }

    /**
     * Prints three lines: the two threads, and the control.
     *
     * @param args none
     */
    public static void main(String[] args) {
        System.out.println(
                "java "
                        + Runtime.version()
                        + ", "
                        + System.getProperty("os.arch")
                        + ", "
                        + Runtime.getRuntime().availableProcessors()
                        + " processors; median of "
                        + ROUNDS
                        + " paired rounds, in brackets the middle 80 %");
        Pthread.self();
        compare("adopted thread, Mutex", new MutexLoop(), new ReentrantLoop());
        PosixProcess process = new PosixProcess("measured");
        process.run(() -> compare("Pthread.create, Mutex", new MutexLoop(), new ReentrantLoop()));
        compare("control: ReentrantLock", new OtherReentrantLoop(), new ReentrantLoop());
    }
}
