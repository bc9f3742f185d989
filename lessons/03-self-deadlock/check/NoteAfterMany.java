package signalkit.lessons.selfdeadlock;

import signalkit.course.schedule.Scene;
import signalkit.explorer.Plan;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.Signals;

/** USR1 arrives during one more count, after many. */
public final class NoteAfterMany extends Scene<Meter> {
    /** A meter that is careful at first is not careful enough. */
    private final int counts = beyond(60, 5_000);

    /** With the learner's meter. */
    public NoteAfterMany() {
        super(Meter.class);
    }

    @Override
    public void prepare(Plan plan) {
        for (int i = 0; i < counts; i++) {
            subject.count(1);
        }
        Signals.sigaction(Signal.USR1, Sigaction.handler(subject::onSignal));
        plan.main(() -> subject.count(7));
        plan.signal(Signal.USR1, "main");
        plan.atEnd(
                "after many counts, events and bytes belong together",
                () -> isRight(String.valueOf(subject.noted())));
    }

    private boolean isRight(String noted) {
        return noted.equals(counts + "/" + counts) || noted.equals(counts + 1 + "/" + (counts + 7));
    }
}
