package signalkit.lessons.casestudy;

import signalkit.course.schedule.Scene;
import signalkit.explorer.Plan;
import signalkit.posix.Signal;

/** The alarm arrives while a packet is handled, which allocates. */
public final class PacketsAndAlarm extends Scene<LoginSession> implements LoginSession.Heap {
    private static final int PACKETS = 2;

    private int next;
    private int pieces;
    private int logged;
    private boolean over;

    /** With the learner's session. */
    public PacketsAndAlarm() {
        super(LoginSession.class);
    }

    @Override
    public void prepare(Plan plan) {
        subject.install(this);
        plan.main(this::serve);
        plan.signal(Signal.ALRM, "main");
        plan.show("heap", () -> next + " of " + pieces);
        plan.atEnd("each piece of the heap was handed out once", () -> next == pieces);
        plan.atEnd("the session is over after the alarm", () -> !subject.packet());
        plan.atEnd("the alarm was logged", () -> logged >= 1);
    }

    private void serve() {
        for (int i = 0; i < PACKETS && !over; i++) {
            over = !subject.packet();
        }
    }

    @Override
    public int allocate() {
        int place = next; // A signal that arrives here hands the same place out twice.
        pieces++;
        next = place + 1;
        return place;
    }

    @Override
    public void log() {
        allocate();
        logged++;
    }
}
