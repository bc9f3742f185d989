package signalkit.lessons.allowlist;

import java.util.List;
import signalkit.course.schedule.Scene;
import signalkit.explorer.Plan;
import signalkit.posix.Signal;

/** TERM arrives twice while the main thread asks for it. */
public final class NoteAndAsk extends Scene<SignalLog> {
    private boolean isTakenBack;

    /** With the learner's log. */
    public NoteAndAsk() {
        super(SignalLog.class);
    }

    @Override
    public void prepare(Plan plan) {
        subject.install();
        plan.main(
                () -> {
                    boolean first = subject.isStopRequested();
                    boolean second = subject.isStopRequested();
                    isTakenBack = first && !second;
                });
        plan.signal(Signal.TERM, "main");
        plan.signal(Signal.TERM, "main");
        plan.atEnd("what was requested once stays so", () -> !isTakenBack);
        plan.atEnd("TERM is requested at the end", subject::isStopRequested);
        plan.atEnd("TERM is told once", () -> subject.takeLines().equals(List.of("TERM")));
    }
}
