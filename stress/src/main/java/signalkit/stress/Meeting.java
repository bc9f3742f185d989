package signalkit.stress;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Where two actors meet before they race.
 *
 * <p>Each of them waits for a short time only: before its runs jcstress tries every actor alone.
 */
final class Meeting {
    /** What a race has as its result when its actors did not meet. */
    static final int MISSED = -2;

    private static final long PATIENCE = TimeUnit.MILLISECONDS.toNanos(10);
    private static final int NOBODY = 0;
    private static final int ONE = 1;
    private static final int BOTH = 2;
    private static final int LEFT = 3;

    private final AtomicInteger there = new AtomicInteger(NOBODY);

    /** Whether the other one has come; both get the same answer. */
    boolean isComplete() {
        if (!there.compareAndSet(NOBODY, ONE)) {
            return there.compareAndSet(ONE, BOTH);
        }
        long start = System.nanoTime();
        while (there.get() == ONE && System.nanoTime() - start < PATIENCE) {
            Thread.onSpinWait();
        }
        return !there.compareAndSet(ONE, LEFT);
    }
}
