package signalkit.explorer.search;

import java.util.BitSet;
import signalkit.explorer.model.Task;
import signalkit.explorer.run.Option;
import signalkit.explorer.run.RunState;

/**
 * Probabilistic concurrency testing (Burckhardt and others, 2010).
 *
 * <p>Threads have priorities that stay, but for a few moments at which the thread that runs goes
 * behind all others. With n threads, k choices and d-1 such moments, a bug that needs d steps in
 * one order is found with a chance of at least 1/(n k^(d-1)).
 */
final class PctStrategy extends PriorityStrategy {
    private static final int MOST_CHANGES = 3;

    /** Runs are taken to have 8, 16 … 1024 choices, for nobody knows how many there will be. */
    private static final int SHORTEST = 8;

    private static final int LENGTHS = 8;

    private final BitSet changes = new BitSet();

    /** A run that has not begun. */
    PctStrategy(long seed) {
        super(seed);
        int length = SHORTEST << random().nextInt(LENGTHS);
        int count = random().nextInt(MOST_CHANGES + 1);
        for (int i = 0; i < count; i++) {
            changes.set(1 + random().nextInt(length));
        }
    }

    @Override
    void before(RunState run, Task at) {
        if (changes.get(choices())) {
            sink(at.id);
        }
    }

    @Override
    void after(RunState run, Option chosen) {
        // Priorities stay.
    }
}
