package signalkit.lessons.coalescing;

import signalkit.explorer.Plan;
import signalkit.posix.Signal;
import signalkit.posix.Signals;

/** TERM arrives alone. */
public final class OnlyTerm extends Shutdowns {
    @Override
    void signals(Plan plan) {
        plan.main(() -> Signals.raise(Signal.TERM));
        plan.atEnd("TERM alone starts the shutdown", () -> hasBegun());
    }
}
