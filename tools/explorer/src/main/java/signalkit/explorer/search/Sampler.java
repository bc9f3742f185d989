package signalkit.explorer.search;

import java.util.concurrent.atomic.AtomicLong;
import signalkit.explorer.model.Hash;
import signalkit.explorer.run.RunOutcome;

/**
 * Draws runs by chance, by {@link PctStrategy} and {@link PosStrategy} in turns. Thread-safe.
 *
 * <p>The n-th run of a seed is drawn by both, whoever makes it.
 */
final class Sampler {
    private final long seed;
    private final AtomicLong drawn = new AtomicLong();
    private final AtomicLong byPct = new AtomicLong();
    private final AtomicLong byPos = new AtomicLong();
    private final AtomicLong cut = new AtomicLong();
    private final AtomicLong nanos = new AtomicLong();
    private final States traces = new States(false);

    Sampler(long seed) {
        this.seed = seed;
    }

    /** Whether less than a share of some time has been used for samples. */
    boolean isDue(long elapsed, double share) {
        return nanos.get() < share * elapsed;
    }

    /** What makes the choices of the next run. */
    PriorityStrategy next() {
        long number = drawn.getAndIncrement();
        long own = Hash.mix(seed, number);
        return number % 2 == 0 ? new PctStrategy(own) : new PosStrategy(own);
    }

    /** Has to be told of each run that has ended. */
    void note(PriorityStrategy strategy, RunOutcome outcome, long took) {
        nanos.addAndGet(took);
        (strategy instanceof PctStrategy ? byPct : byPos).incrementAndGet();
        if (outcome.end() == RunOutcome.End.CUT) {
            cut.incrementAndGet();
        } else {
            traces.add(outcome.trace());
        }
    }

    long byPct() {
        return byPct.get();
    }

    long byPos() {
        return byPos.get();
    }

    /** How many of them were longer than the bound. */
    long cut() {
        return cut.get();
    }

    /** How many of them differ in more than the order of independent steps. */
    long different() {
        return traces.size();
    }
}
