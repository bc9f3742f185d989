package signalkit.lessons.casestudy;

import signalkit.explorer.Plan;
import signalkit.posix.Signal;

/** The alarm arrives while packets are handled, which allocates. */
public final class PacketsAndAlarm extends LoginScene {
    @Override
    void serve() {
        if (packet()) {
            packet();
        }
    }

    @Override
    void arrange(Plan plan) {
        plan.signal(Signal.ALRM);
        expectPieces(plan, 2);
    }
}
