package signalkit.lessons.reentrant;

import java.util.ArrayList;
import java.util.List;
import signalkit.course.schedule.Scene;
import signalkit.explorer.Plan;

/** One thread alone fills one of two rings again and again, with one event too many each time. */
public final class FillRing extends Scene<EventRing> {
    /** Large, small, and twice the same. */
    private static final List<Integer> EVENTS = List.of(70_000, 5, 5, Integer.MAX_VALUE, 1);

    private static final int ROUNDS = 3;

    private final EventRing other = another();
    private final List<List<Integer>> drained = new ArrayList<>();
    private int accepted;
    private boolean isRefused = true;
    private boolean isEmpty;

    /** With the learner's ring. */
    public FillRing() {
        super(EventRing.class);
    }

    @Override
    public void prepare(Plan plan) {
        plan.main(this::fill);
        plan.atEnd("a full ring refuses", () -> isRefused);
        plan.atEnd("a second ring holds its own event", () -> other.drain().equals(List.of(3)));
        plan.atEnd(
                "drain gives what was put in, and its list stays so",
                () -> drained.stream().allMatch(whole()::equals));
        plan.atEnd(
                "it holds as much as it should, again and again",
                () -> accepted == ROUNDS * EventRing.CAPACITY);
        plan.atEnd("a ring that was drained is empty", () -> isEmpty);
    }

    private static List<Integer> whole() {
        return EVENTS.subList(0, EventRing.CAPACITY);
    }

    private void fill() {
        other.put(3);
        for (int round = 0; round < ROUNDS; round++) {
            for (int event : whole()) {
                accepted += subject.put(event) ? 1 : 0;
            }
            isRefused &= !subject.put(EVENTS.get(EventRing.CAPACITY));
            drained.add(subject.drain());
        }
        isEmpty = subject.drain().isEmpty();
    }
}
