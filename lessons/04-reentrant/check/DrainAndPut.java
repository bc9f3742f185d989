package signalkit.lessons.reentrant;

import java.util.ArrayList;
import java.util.List;
import signalkit.course.schedule.Scene;
import signalkit.explorer.Plan;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.Signals;

/**
 * After many calls, USR1 arrives twice while the main thread puts events in and drains the ring.
 */
public final class DrainAndPut extends Scene<EventRing> {
    private static final int FROM_MAIN = 30;
    private static final int FROM_HANDLER = 500;

    private final List<Integer> drained = new ArrayList<>();
    private int handlers;
    private int refused;

    /** With the learner's ring. */
    public DrainAndPut() {
        super(EventRing.class);
    }

    @Override
    public void prepare(Plan plan) {
        Signals.sigaction(Signal.USR1, Sigaction.handler(this::onUser));
        plan.main(
                () -> {
                    put(FROM_MAIN + 1);
                    drained.addAll(subject.drain());
                    put(FROM_MAIN + 2);
                });
        plan.signal(Signal.USR1, "main");
        plan.signal(Signal.USR1, "main");
        plan.atEnd("no event is refused while there is room", () -> refused == 0);
        plan.atEnd("each event is drained once", this::isEachDrainedOnce);
        plan.atEnd("a later event is drained later", this::isInOrder);
    }

    private void onUser(Signal signal) {
        handlers++;
        put(FROM_HANDLER + handlers);
    }

    private void put(int event) {
        if (!subject.put(event)) {
            refused++;
        }
    }

    private boolean isEachDrainedOnce() {
        drained.addAll(subject.drain());
        List<Integer> expected = new ArrayList<>(List.of(FROM_MAIN + 1, FROM_MAIN + 2));
        for (int i = 1; i <= handlers; i++) {
            expected.add(FROM_HANDLER + i);
        }
        return handlers > 0 && drained.stream().sorted().toList().equals(expected);
    }

    private boolean isInOrder() {
        return drained.indexOf(FROM_MAIN + 1) < drained.indexOf(FROM_MAIN + 2)
                && (handlers < 2
                        || drained.indexOf(FROM_HANDLER + 1) < drained.indexOf(FROM_HANDLER + 2));
    }
}
