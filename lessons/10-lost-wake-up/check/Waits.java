package signalkit.lessons.lostwakeup;

import java.util.List;
import java.util.stream.Stream;
import signalkit.course.schedule.Scene;
import signalkit.explorer.Plan;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
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
        SignalSet mask = Signals.sigmask().without(Signal.TERM);
        List<Sigaction> actions = actions();
        subject.install();
        boolean isMaskKept = Signals.sigmask().without(Signal.TERM).equals(mask);
        boolean areActionsKept = actions().equals(actions);
        plan.main(this::waitForTerm);
        arrivals(plan);
        plan.atEnd("install blocks and unblocks no signal but TERM", () -> isMaskKept);
        plan.atEnd("install leaves the actions of other signals", () -> areActionsKept);
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

    /** What the process does with all signals that have an action, but TERM. */
    private static List<Sigaction> actions() {
        return Stream.of(Signal.values())
                .filter(signal -> signal != Signal.TERM)
                .map(Signals::sigaction)
                .toList();
    }

    private void waitForTerm() {
        begin();
        before = Signals.sigmask();
        subject.await();
        end();
        after = Signals.sigmask();
    }
}
