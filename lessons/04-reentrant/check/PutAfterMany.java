package signalkit.lessons.reentrant;

import java.util.ArrayList;
import java.util.List;
import signalkit.course.schedule.Scene;
import signalkit.explorer.Plan;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.Signals;

/** USR1 arrives during one more put and drain, after many. */
public final class PutAfterMany extends Scene<EventRing> {
    /** A ring that is careful at first is not careful enough. */
    private final int calls = beyond(60, 5_000) / EventRing.CAPACITY * EventRing.CAPACITY;

    private final List<Integer> drained = new ArrayList<>();

    /** With the learner's ring. */
    public PutAfterMany() {
        super(EventRing.class);
    }

    @Override
    public void prepare(Plan plan) {
        for (int event = 1; event <= calls; event++) {
            subject.put(event);
            if (event % EventRing.CAPACITY == 0) {
                subject.drain();
            }
        }
        Signals.sigaction(Signal.USR1, Sigaction.handler(signal -> subject.put(9)));
        plan.main(
                () -> {
                    subject.put(1);
                    drained.addAll(subject.drain());
                });
        plan.signal(Signal.USR1, "main");
        plan.atEnd("after many calls, each event is there once", this::isEachThereOnce);
    }

    private boolean isEachThereOnce() {
        drained.addAll(subject.drain());
        return drained.stream().sorted().toList().equals(List.of(1, 9));
    }
}
