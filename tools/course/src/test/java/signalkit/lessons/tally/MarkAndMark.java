package signalkit.lessons.tally;

import signalkit.course.schedule.Scene;
import signalkit.explorer.Plan;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.Signals;

/** The main thread adds a mark, and the handler of TERM adds another one. */
public final class MarkAndMark extends Scene<Tally> {
    /** With the learner's tally. */
    public MarkAndMark() {
        super(Tally.class);
    }

    @Override
    public void prepare(Plan plan) {
        Signals.sigaction(Signal.TERM, Sigaction.handler(signal -> subject.add()));
        plan.main(subject::add);
        plan.signal(Signal.TERM, "main");
        plan.atEnd("both marks are there", () -> subject.count() == 2);
    }
}
