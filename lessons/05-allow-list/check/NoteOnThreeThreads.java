package signalkit.lessons.allowlist;

import java.util.ArrayList;
import java.util.List;
import signalkit.course.schedule.Scene;
import signalkit.explorer.Plan;
import signalkit.posix.Signal;
import signalkit.posix.Signals;

/** USR1 arrives on three threads, so that handlers can run at the same time. */
public final class NoteOnThreeThreads extends Scene<SignalLog> {
    private final List<String> taken = new ArrayList<>();

    /** With the learner's log. */
    public NoteOnThreeThreads() {
        super(SignalLog.class);
    }

    @Override
    public void prepare(Plan plan) {
        subject.install();
        plan.main(() -> Signals.raise(Signal.USR1));
        plan.thread("worker", () -> Signals.raise(Signal.USR1));
        plan.thread("logger", () -> Signals.raise(Signal.USR1));
        plan.atEnd("the handlers of all threads are counted", this::isComplete);
    }

    private boolean isComplete() {
        taken.addAll(subject.takeLines());
        return taken.equals(List.of("USR1 3"));
    }
}
