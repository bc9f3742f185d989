package signalkit.lessons.coalescing;

import signalkit.explorer.Plan;
import signalkit.posix.Signal;
import signalkit.posix.Signals;

/** INT arrives alone. */
public final class OnlyInt extends Shutdowns {
    @Override
    void signals(Plan plan) {
        plan.main(() -> Signals.raise(Signal.INT));
        plan.atEnd("INT alone starts the shutdown", () -> hasBegun());
    }
}
