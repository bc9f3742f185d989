package signalkit.lessons.lostwakeup;

import signalkit.explorer.Plan;
import signalkit.posix.Signal;

/** TERM arrives twice, at any moment, and has a meaning once. */
public final class TermTwice extends Waits {
    @Override
    void arrivals(Plan plan) {
        plan.signal(Signal.TERM);
        plan.signal(Signal.TERM);
    }
}
