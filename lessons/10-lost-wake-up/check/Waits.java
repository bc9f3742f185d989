package signalkit.lessons.lostwakeup;

import signalkit.course.schedule.Scene;
import signalkit.explorer.Plan;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;

/** A main thread that waits with the learner's code, and looks at its signal mask. */
abstract class Waits extends Scene<StopWait> {
    private SignalSet before;
    private SignalSet after;

    /** With the learner's wait. */
    protected Waits() {
        super(StopWait.class);
    }

    @Override
    public final void prepare(Plan plan) {
        signals();
        subject.install();
        plan.main(this::waitForTerm);
        arrivals(plan);
        plan.atEnd("the wait is over", () -> after != null);
        plan.atEnd("await leaves the signal mask as it was", () -> before.equals(after));
    }

    /** Prepares other signals than TERM. */
    void signals() {}

    /** Says which signals arrive, and what else must hold. */
    abstract void arrivals(Plan plan);

    /** What the main thread does before it waits. */
    void begin() {}

    /** What the main thread does when its wait is over. */
    void end() {}

    private void waitForTerm() {
        begin();
        before = Signals.sigmask();
        subject.await();
        end();
        after = Signals.sigmask();
    }
}
