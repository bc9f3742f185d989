package signalkit.lessons.selfdeadlock;

import signalkit.explorer.Plan;
import signalkit.posix.Signal;

/** USR1 arrives twice while the main thread counts. */
public final class CountAndNoteTwice extends CountAndNote {
    @Override
    public void prepare(Plan plan) {
        super.prepare(plan);
        plan.signal(Signal.USR1, "main");
    }
}
