package signalkit.lessons.lostwakeup;

import signalkit.explorer.Plan;
import signalkit.posix.Signal;
import signalkit.posix.Signals;

/** TERM arrives before the call, and again and again after it. */
public final class TermAgain extends Waits {
    private final int times = beyond(4, 1_000);

    private boolean isOver;

    @Override
    void arrivals(Plan plan) {
        plan.atEnd("a later TERM changes nothing", () -> isOver);
    }

    @Override
    void begin() {
        Signals.raise(Signal.TERM);
    }

    @Override
    void end() {
        for (int i = 0; i < times; i++) {
            Signals.raise(Signal.TERM);
        }
        isOver = true;
    }
}
