package signalkit.lessons.casestudy;

import signalkit.explorer.Plan;
import signalkit.posix.Signal;

/** The alarm arrives before the first packet, and once more at any moment. */
public final class TwoAlarms extends LoginScene {
    private boolean isOver;

    @Override
    void serve() {
        ring();
        isOver = isOver();
    }

    @Override
    void arrange(Plan plan) {
        plan.signal(Signal.ALRM);
        plan.atEnd("a session that is late from the start serves nothing", () -> isOver);
    }
}
