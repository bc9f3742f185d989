package signalkit.lessons.casestudy;

import signalkit.course.schedule.Scene;
import signalkit.explorer.Plan;
import signalkit.posix.Signal;
import signalkit.posix.Signals;

/** Five packets, the alarm, and two more packets, which are late. */
public final class AlarmInTurn extends Scene<LoginSession> implements LoginSession.Heap {
    /** More than the other scene has, so that a session cannot end by counting. */
    private static final int PACKETS = 5;

    private int pieces;
    private int logged;
    private boolean served;
    private boolean quiet;
    private boolean over;

    /** With the learner's session. */
    public AlarmInTurn() {
        super(LoginSession.class);
    }

    @Override
    public void prepare(Plan plan) {
        subject.install(this);
        plan.main(this::serve);
        plan.atEnd("packets are served before the alarm", () -> served);
        plan.atEnd("nothing is logged before the alarm", () -> quiet);
        plan.atEnd("no packet is served after it, and the log has one line", () -> over);
    }

    private void serve() {
        served = true;
        for (int i = 0; i < PACKETS; i++) {
            served &= subject.packet();
        }
        served &= pieces == PACKETS;
        quiet = logged == 0;
        Signals.raise(Signal.ALRM);
        over = !subject.packet() && !subject.packet() && logged == 1;
    }

    @Override
    public int allocate() {
        return pieces++;
    }

    @Override
    public void log() {
        logged++;
    }
}
