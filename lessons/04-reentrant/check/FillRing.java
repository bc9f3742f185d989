package signalkit.lessons.reentrant;

import java.util.ArrayList;
import java.util.List;
import signalkit.course.schedule.Scene;
import signalkit.explorer.Plan;

/** One thread alone fills the ring, and puts in one event more than it holds. */
public final class FillRing extends Scene<EventRing> {
    private static final int FIRST = 20;

    private final List<Integer> accepted = new ArrayList<>();
    private boolean lastRefused;

    /** With the learner's ring. */
    public FillRing() {
        super(EventRing.class);
    }

    @Override
    public void prepare(Plan plan) {
        plan.main(this::fill);
        plan.atEnd("a full ring refuses", () -> lastRefused);
        plan.atEnd(
                "it holds what it accepted, and as much as it should",
                () -> accepted.size() == EventRing.CAPACITY && subject.drain().equals(accepted));
    }

    private void fill() {
        for (int event = FIRST; event < FIRST + EventRing.CAPACITY; event++) {
            if (subject.put(event)) {
                accepted.add(event);
            }
        }
        lastRefused = !subject.put(FIRST + EventRing.CAPACITY);
    }
}
