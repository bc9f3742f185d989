package signalkit.lessons.scene;

import java.util.ArrayList;
import java.util.List;
import signalkit.explorer.Plan;
import signalkit.lessons.task.Meter;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.Signals;

/**
 * Lesson 4: USR1 comes before, between and after the counts, and each note tells of that moment.
 */
public final class NoteInTurn extends Scene<Meter> {
    private final List<String> notes = new ArrayList<>();

    /** With the learner's meter. */
    public NoteInTurn() {
        super(Meter.class);
    }

    @Override
    public void prepare(Plan plan) {
        Signals.sigaction(Signal.USR1, Sigaction.handler(subject::onSignal));
        plan.main(
                () -> {
                    note();
                    subject.count(5);
                    note();
                    subject.count(7);
                    note();
                });
        plan.atEnd(
                "the notes are 0/0, 1/5 and 2/12",
                () -> notes.equals(List.of("0/0", "1/5", "2/12")));
    }

    private void note() {
        Signals.raise(Signal.USR1);
        notes.add(subject.noted());
    }
}
