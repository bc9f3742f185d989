package signalkit.lessons.waitinloop;

import signalkit.explorer.Plan;

/** Two threads want all that there is: one gets it and keeps it, and the other one waits. */
public final class OneOfTwo extends Reservations {
    private static final int ALL = 2;

    @Override
    void threads(Plan plan) {
        for (String name : new String[] {"first", "second"}) {
            plan.mayWait(name);
            plan.thread(name, () -> reserve(ALL));
        }
        plan.thread("giver", () -> give(ALL));
    }
}
