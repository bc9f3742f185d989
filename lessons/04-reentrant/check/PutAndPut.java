package signalkit.lessons.reentrant;

import java.util.ArrayList;
import java.util.List;
import signalkit.course.schedule.Scene;
import signalkit.explorer.Plan;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.Signals;

/** The main thread puts two events in, and the handler of USR1 puts one in on top of it. */
public class PutAndPut extends Scene<EventRing> {
    private boolean first;
    private boolean second;
    private boolean fromHandler;

    /** With the learner's ring. */
    public PutAndPut() {
        super(EventRing.class);
    }

    @Override
    public void prepare(Plan plan) {
        Signals.sigaction(Signal.USR1, Sigaction.handler(this::onUser));
        plan.main(
                () -> {
                    first = subject.put(1);
                    second = subject.put(2);
                });
        plan.signal(Signal.USR1, "main");
        plan.atEnd("all three have room", () -> first && second && fromHandler);
        plan.atEnd("each event is there once, in order", this::isWhole);
        plan.atEnd("what was drained is gone", () -> subject.drain().isEmpty());
    }

    private void onUser(Signal signal) {
        fromHandler = subject.put(9);
    }

    private boolean isWhole() {
        List<Integer> drained = new ArrayList<>(subject.drain());
        return drained.remove((Integer) 9) && drained.equals(List.of(1, 2));
    }
}
