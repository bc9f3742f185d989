package signalkit.lessons.waitinloop;

import signalkit.explorer.Plan;

/** One call releases enough for two threads that wait, and neither gives its share back. */
public final class TwoAtOnce extends Reservations {
    @Override
    void threads(Plan plan) {
        plan.thread("left", () -> reserve(2));
        plan.thread("right", () -> reserve(1));
        plan.main(() -> give(3));
    }
}
