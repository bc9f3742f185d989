package signalkit.lessons.scene;

import java.util.ArrayList;
import java.util.List;
import signalkit.explorer.Plan;
import signalkit.lessons.task.SignalLog;
import signalkit.posix.Signal;

/** Lesson 6: USR1 and TERM arrive while the main thread takes the lines. */
public final class NoteAndTake extends Scene<SignalLog> {
    private final List<String> taken = new ArrayList<>();

    /** With the learner's log. */
    public NoteAndTake() {
        super(SignalLog.class);
    }

    @Override
    public void prepare(Plan plan) {
        subject.install();
        plan.main(() -> taken.addAll(subject.takeLines()));
        plan.signal(Signal.USR1, "main");
        plan.signal(Signal.TERM, "main");
        plan.atEnd("each signal was noted once", this::complete);
    }

    private boolean complete() {
        taken.addAll(subject.takeLines());
        return taken.size() == 2 && taken.contains("TERM") && taken.contains("USR1 1");
    }
}
