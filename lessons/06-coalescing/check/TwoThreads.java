package signalkit.lessons.coalescing;

import signalkit.explorer.Plan;
import signalkit.posix.Signal;

/** TERM twice and INT, sent to a process of two threads: either may take each of them. */
public final class TwoThreads extends Shutdowns {
    @Override
    void signals(Plan plan) {
        plan.thread("worker", () -> {});
        plan.signal(Signal.TERM);
        plan.signal(Signal.INT);
        plan.signal(Signal.TERM);
    }
}
