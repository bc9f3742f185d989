package signalkit.lessons.casestudy;

import signalkit.course.schedule.Scene;
import signalkit.explorer.Plan;
import signalkit.posix.How;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;

/**
 * A session of the learner's and its heap.
 *
 * <p>Only invariants look at the heap: another thread may be at it, with a lock of its own.
 */
abstract class LoginScene extends Scene<LoginSession> {
    private final PlainHeap heap = new PlainHeap();
    private int served;
    private boolean isIdle = true;
    private boolean isRung;
    private boolean isOver;
    private boolean isMaskKept;
    private boolean mayLag;

    /** With the learner's session. */
    protected LoginScene() {
        super(LoginSession.class);
    }

    @Override
    public final void prepare(Plan plan) {
        Signals.sigmask(How.BLOCK, SignalSet.of(Signal.USR1));
        SignalSet mask = Signals.sigmask();
        subject.install(heap);
        isMaskKept = Signals.sigmask().without(Signal.ALRM).equals(mask);
        mayLag = Signals.sigmask().contains(Signal.ALRM);
        plan.main(this::serve);
        plan.mayWait(""); // for alarms that do not come
        plan.show("heap", heap::toString);
        plan.always(
                "packet returns false when the alarm is logged, and no earlier",
                () -> !isOver || heap.logged() > 0);
        plan.atEnd("the session is over after the alarm", () -> !subject.packet());
        plan.atEnd("the log has one line about the alarm", () -> heap.logged() == 1);
        plan.atEnd("each piece of the heap was handed out once", heap::isWhole);
        plan.atEnd("the caller finds its signal mask as it was", () -> isMaskKept);
        arrange(plan);
    }

    /** What the main thread does. */
    abstract void serve();

    /** Adds signals, and what this scene alone demands. */
    abstract void arrange(Plan plan);

    /** For scenes that send the alarm with {@link #ring}: until then all goes on as before. */
    final void expectService(Plan plan) {
        plan.always(
                "each packet before the alarm is served",
                () -> isRung || !isIdle || !isOver && heap.forPackets() == served);
        plan.always("nothing is logged before the alarm", () -> isRung || heap.logged() == 0);
        plan.atEnd(
                "no packet is served after the alarm", () -> mayLag || heap.forPackets() == served);
    }

    /** Sends the alarm to the process. */
    final void ring() {
        isRung = true;
        Signals.kill(Signal.ALRM);
    }

    /** Hands in a packet, and looks at the mask afterwards. */
    final boolean packet() {
        SignalSet mask = Signals.sigmask();
        isIdle = false;
        boolean lasts = subject.packet();
        served += lasts && !isRung ? 1 : 0;
        isOver |= !lasts;
        isIdle = true;
        isMaskKept &= Signals.sigmask().equals(mask);
        return lasts;
    }

    /**
     * Whether a session is over after the alarm.
     *
     * <p>Where the main thread blocks ALRM, another thread may take it, some time later.
     */
    final boolean isOver() {
        return packet() ? mayLag : !packet();
    }

    /** For scenes in which main hands in so many packets before the session is over. */
    final void expectPieces(Plan plan, int packets) {
        plan.atEnd("no packet gets two pieces", () -> heap.forPackets() <= packets);
    }
}
