package signalkit.lessons.reentrant;

import java.util.ArrayList;
import java.util.List;
import signalkit.course.schedule.Scene;
import signalkit.explorer.Plan;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.Signals;

/** One slot is left, and the main thread and the handler of USR1 both want it. */
public final class LastSlot extends Scene<EventRing> {
    private static final int FROM_MAIN = 8;
    private static final int FROM_HANDLER = 9;

    private boolean main;
    private boolean fromHandler;

    /** With the learner's ring. */
    public LastSlot() {
        super(EventRing.class);
    }

    @Override
    public void prepare(Plan plan) {
        for (int event = 1; event < EventRing.CAPACITY; event++) {
            subject.put(event);
        }
        Signals.sigaction(Signal.USR1, Sigaction.handler(this::onUser));
        plan.main(() -> main = subject.put(FROM_MAIN));
        plan.signal(Signal.USR1, "main");
        plan.atEnd("one of two events gets the last slot", () -> main != fromHandler);
        plan.atEnd("the event that was accepted is in the last slot", this::isInLastSlot);
    }

    private void onUser(Signal signal) {
        fromHandler = subject.put(FROM_HANDLER);
    }

    private boolean isInLastSlot() {
        List<Integer> expected = new ArrayList<>();
        for (int event = 1; event < EventRing.CAPACITY; event++) {
            expected.add(event);
        }
        expected.add(main ? FROM_MAIN : FROM_HANDLER);
        return subject.drain().equals(expected);
    }
}
