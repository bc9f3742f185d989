package signalkit.lessons.selfdeadlock;

import java.util.Set;
import signalkit.course.schedule.Scene;
import signalkit.explorer.Plan;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.Signals;

/** USR1 arrives while the main thread counts. */
public class CountAndNote extends Scene<Meter> {
    private static final Set<String> CONSISTENT = Set.of("0/0", "1/5", "2/12");

    /** With the learner's meter. */
    public CountAndNote() {
        super(Meter.class);
    }

    @Override
    public void prepare(Plan plan) {
        Signals.sigaction(Signal.USR1, Sigaction.handler(subject::onSignal));
        plan.main(
                () -> {
                    subject.count(5);
                    subject.count(7);
                });
        plan.signal(Signal.USR1, "main");
        plan.atEnd("USR1 has noted something", () -> subject.noted() != null);
        plan.atEnd(
                "events and bytes belong together",
                () -> CONSISTENT.contains(String.valueOf(subject.noted())));
    }
}
