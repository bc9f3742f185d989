package signalkit.lessons.casestudy;

import signalkit.explorer.Plan;
import signalkit.posix.Signal;
import signalkit.posix.Signals;

/** Five packets, the alarm, and two more packets, which are late. */
public final class AlarmInTurn extends LoginScene {
    /** More than the other scenes have, so that a session cannot end by counting. */
    private static final int PACKETS = 5;

    private boolean isServed = true;
    private boolean isQuiet;
    private boolean isOver;

    @Override
    void serve() {
        for (int i = 1; i <= PACKETS; i++) {
            isServed &= packet() && heap().forPackets() == i;
        }
        isQuiet = heap().logged() == 0;
        Signals.kill(Signal.ALRM);
        isOver = isOver(PACKETS);
    }

    @Override
    void arrange(Plan plan) {
        plan.atEnd("each packet before the alarm is served", () -> isServed);
        plan.atEnd("nothing is logged before the alarm", () -> isQuiet);
        plan.atEnd("no packet is served after the alarm", () -> isOver);
    }
}
