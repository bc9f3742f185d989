package signalkit.lessons.selfdeadlock;

import java.util.ArrayList;
import java.util.List;
import signalkit.course.schedule.Scene;
import signalkit.explorer.Plan;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.Signals;

/** USR1 arrives before, between and after the counts, and each note has the totals of then. */
public final class NoteInTurn extends Scene<Meter> {
    /** Other numbers than those of the other scenes, so that none is known beforehand. */
    private static final List<Integer> BYTES = List.of(3, 40, 500);

    private final List<String> notes = new ArrayList<>();

    /** With the learner's meter. */
    public NoteInTurn() {
        super(Meter.class);
    }

    @Override
    public void prepare(Plan plan) {
        Signals.sigaction(Signal.USR1, Sigaction.handler(subject::onSignal));
        plan.main(this::countAndNote);
        plan.atEnd(
                "the notes are 0/0, 1/3, 2/43 and 3/543",
                () -> notes.equals(List.of("0/0", "1/3", "2/43", "3/543")));
    }

    /** A note stays what it was when the next event is counted, whenever somebody looks at it. */
    private void countAndNote() {
        for (int more : BYTES) {
            Signals.raise(Signal.USR1);
            subject.count(more);
            notes.add(subject.noted());
        }
        Signals.raise(Signal.USR1);
        notes.add(subject.noted());
    }
}
