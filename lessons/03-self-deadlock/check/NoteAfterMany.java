package signalkit.lessons.selfdeadlock;

import java.util.Set;
import signalkit.course.schedule.Scene;
import signalkit.explorer.Plan;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.Signals;

/** USR1 arrives during one more count, after many. */
public final class NoteAfterMany extends Scene<Meter> {
    /** A meter that is careful at first is not careful enough. */
    private static final int COUNTS = 60;

    /** With the learner's meter. */
    public NoteAfterMany() {
        super(Meter.class);
    }

    @Override
    public void prepare(Plan plan) {
        for (int i = 0; i < COUNTS; i++) {
            subject.count(1);
        }
        Signals.sigaction(Signal.USR1, Sigaction.handler(subject::onSignal));
        plan.main(() -> subject.count(7));
        plan.signal(Signal.USR1, "main");
        plan.atEnd(
                "after many counts, events and bytes belong together",
                () -> Set.of("60/60", "61/67").contains(String.valueOf(subject.noted())));
    }
}
