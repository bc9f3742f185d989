package signalkit.lessons.peak;

import signalkit.course.schedule.Scene;
import signalkit.explorer.Plan;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.Signals;

/** The main thread sees 1, and the handler of TERM sees 2. */
public final class SeeAndSee extends Scene<Peak> {
    /** With the learner's peak. */
    public SeeAndSee() {
        super(Peak.class);
    }

    @Override
    public void prepare(Plan plan) {
        Signals.sigaction(Signal.TERM, Sigaction.handler(signal -> subject.see(2)));
        plan.main(() -> subject.see(1));
        plan.signal(Signal.TERM, "main");
        plan.atEnd("the peak is 2", () -> subject.highest() == 2);
    }
}
