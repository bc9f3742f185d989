package signalkit.lessons.coalescing;

import signalkit.explorer.Plan;
import signalkit.posix.Signal;

/** INT and TERM, and TERM once more, at any moment. */
public final class ThreeRequests extends Shutdowns {
    @Override
    void signals(Plan plan) {
        plan.signal(Signal.TERM, "main");
        plan.signal(Signal.INT, "main");
        plan.signal(Signal.TERM, "main");
    }
}
