package signalkit.lessons.casestudy;

import signalkit.explorer.Plan;

/** Five packets, the alarm, and two more packets, which are late. */
public final class AlarmInTurn extends LoginScene {
    /** More than the other scenes have, so that a session cannot end by counting. */
    private static final int PACKETS = 5;

    private boolean isOver;

    @Override
    void serve() {
        for (int i = 0; i < PACKETS; i++) {
            packet();
        }
        ring();
        isOver = isOver();
    }

    @Override
    void arrange(Plan plan) {
        expectService(plan);
        plan.atEnd("a session that the alarm has ended stays so", () -> isOver);
    }
}
