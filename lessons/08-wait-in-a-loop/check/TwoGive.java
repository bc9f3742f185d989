package signalkit.lessons.waitinloop;

import signalkit.explorer.Plan;

/** Two threads release at the same time, and what both released is there. */
public final class TwoGive extends Reservations {
    @Override
    void threads(Plan plan) {
        plan.thread("left", () -> give(1));
        plan.thread("right", () -> give(2));
        plan.main(() -> reserve(3));
    }
}
