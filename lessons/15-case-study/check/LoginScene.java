package signalkit.lessons.casestudy;

import signalkit.course.schedule.Scene;
import signalkit.explorer.Plan;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;

/** A session of the learner's and its heap. */
abstract class LoginScene extends Scene<LoginSession> {
    private final PlainHeap heap = new PlainHeap();
    private boolean isMaskKept;
    private boolean mayLag;

    /** With the learner's session. */
    protected LoginScene() {
        super(LoginSession.class);
    }

    @Override
    public final void prepare(Plan plan) {
        SignalSet mask = Signals.sigmask();
        subject.install(heap);
        isMaskKept = Signals.sigmask().without(Signal.ALRM).equals(mask);
        mayLag = Signals.sigmask().contains(Signal.ALRM);
        plan.main(this::serve);
        plan.show("heap", heap::toString);
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

    /** Hands in a packet, and looks at the mask afterwards. */
    final boolean packet() {
        SignalSet mask = Signals.sigmask();
        boolean lasts = subject.packet();
        isMaskKept &= Signals.sigmask().equals(mask);
        return lasts;
    }

    /**
     * Whether the session is over after an alarm, and has served no more than that many packets.
     *
     * <p>Where the main thread blocks ALRM, another thread may take it, some time later.
     */
    final boolean isOver(int served) {
        if (packet()) {
            return mayLag;
        }
        return !packet() && (mayLag || heap.forPackets() == served);
    }

    /** What the session uses. */
    final PlainHeap heap() {
        return heap;
    }
}
