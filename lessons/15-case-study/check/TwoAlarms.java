package signalkit.lessons.casestudy;

import signalkit.explorer.Plan;
import signalkit.posix.Signal;
import signalkit.posix.Signals;

/** The alarm arrives before the first packet, and once more at any moment. */
public final class TwoAlarms extends LoginScene {
    private boolean isOver;

    @Override
    void serve() {
        Signals.kill(Signal.ALRM);
        isOver = isOver(0);
    }

    @Override
    void arrange(Plan plan) {
        plan.signal(Signal.ALRM);
        plan.atEnd("a session that is late from the start serves nothing", () -> isOver);
    }
}
