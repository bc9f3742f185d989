package signalkit.lessons.reentrant;

import java.util.ArrayList;
import java.util.List;
import signalkit.course.schedule.Scene;
import signalkit.explorer.Plan;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.Signals;

/** The main thread puts events in, and so does the handler of USR1 on top of it. */
public final class PutAndPut extends Scene<EventRing> {
    private static final int FROM_HANDLER = 9;

    private final List<Integer> accepted = new ArrayList<>();
    private boolean handlerAccepted;
    private List<Integer> drained = List.of();

    /** With the learner's ring. */
    public PutAndPut() {
        super(EventRing.class);
    }

    @Override
    public void prepare(Plan plan) {
        Signals.sigaction(
                Signal.USR1,
                Sigaction.handler(signal -> handlerAccepted = subject.put(FROM_HANDLER)));
        plan.main(this::put);
        plan.signal(Signal.USR1, "main");
        plan.atEnd("the handler has put its event in", () -> handlerAccepted);
        plan.atEnd("each event is there once, in order", this::isWhole);
        plan.atEnd("what was drained is gone", () -> subject.drain().isEmpty());
    }

    private void put() {
        for (int event = 1; event <= 2; event++) {
            if (subject.put(event)) {
                accepted.add(event);
            }
        }
    }

    private boolean isWhole() {
        drained = subject.drain();
        List<Integer> mine = new ArrayList<>(drained);
        mine.remove((Integer) FROM_HANDLER);
        return drained.size() == 3 && accepted.size() == 2 && mine.equals(accepted);
    }
}
