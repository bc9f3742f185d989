package signalkit.lessons.allowlist;

import java.util.ArrayList;
import java.util.List;
import signalkit.course.schedule.Scene;
import signalkit.explorer.Plan;
import signalkit.posix.Signal;
import signalkit.posix.Signals;

/** USR1 has arrived. It arrives again, and TERM does, while the main thread takes the lines. */
public final class NoteAndTake extends Scene<SignalLog> {
    private final List<String> taken = new ArrayList<>();

    /** With the learner's log. */
    public NoteAndTake() {
        super(SignalLog.class);
    }

    @Override
    public void prepare(Plan plan) {
        subject.install();
        plan.main(
                () -> {
                    Signals.raise(Signal.USR1);
                    taken.addAll(subject.takeLines());
                });
        plan.signal(Signal.USR1, "main");
        plan.signal(Signal.TERM, "main");
        plan.atEnd("each signal was noted once", this::complete);
    }

    private boolean complete() {
        taken.addAll(subject.takeLines());
        List<String> users = taken.stream().filter(line -> line.startsWith("USR1")).toList();
        boolean twice =
                users.equals(List.of("USR1 2")) || users.equals(List.of("USR1 1", "USR1 1"));
        return twice && taken.size() == users.size() + 1 && taken.contains("TERM");
    }
}
