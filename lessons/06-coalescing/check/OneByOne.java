package signalkit.lessons.coalescing;

import signalkit.explorer.Plan;
import signalkit.posix.Signal;
import signalkit.posix.Signals;

/** INT and TERM arrive one after the other, again and again, long after the shutdown. */
public final class OneByOne extends Shutdowns {
    /** More pairs than a learner counts with who lets every fourth or tenth signal through. */
    private static final int PAIRS = 66;

    @Override
    void signals(Plan plan) {
        plan.main(
                () -> {
                    for (int i = 0; i < PAIRS; i++) {
                        Signals.raise(Signal.INT);
                        Signals.raise(Signal.TERM);
                    }
                });
    }
}
