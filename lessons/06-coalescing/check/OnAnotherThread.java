package signalkit.lessons.coalescing;

import signalkit.explorer.Plan;
import signalkit.posix.Signal;
import signalkit.posix.Signals;

/** TERM arrives once, on a thread that did not install the handlers. */
public final class OnAnotherThread extends Shutdowns {
    @Override
    void signals(Plan plan) {
        plan.thread("worker", () -> Signals.raise(Signal.TERM));
    }
}
