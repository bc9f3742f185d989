package signalkit.lessons.coalescing;

import signalkit.explorer.Plan;
import signalkit.posix.Signal;

/** TERM, and INT twice, at any moment. */
public final class InterruptedTwice extends Shutdowns {
    @Override
    void signals(Plan plan) {
        plan.signal(Signal.INT, "main");
        plan.signal(Signal.TERM, "main");
        plan.signal(Signal.INT, "main");
    }
}
