package signalkit.lessons.scene;

import signalkit.explorer.Plan;
import signalkit.posix.Signal;

/** Lesson 4: USR1 arrives twice while the main thread counts. */
public final class CountAndNoteTwice extends CountAndNote {
    @Override
    public void prepare(Plan plan) {
        super.prepare(plan);
        plan.signal(Signal.USR1, "main");
    }
}
