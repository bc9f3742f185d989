package signalkit.lessons.waitinloop;

import signalkit.explorer.Plan;

/** A thread waits for an amount that arrives in parts, and what is left over stays free. */
public final class MoreAndMore extends Reservations {
    @Override
    void threads(Plan plan) {
        plan.thread("collector", () -> reserve(10));
        plan.main(
                () -> {
                    give(3);
                    give(1);
                    give(13);
                    use(7);
                    reserve(7);
                });
    }
}
