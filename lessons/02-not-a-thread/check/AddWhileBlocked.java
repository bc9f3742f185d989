package signalkit.lessons.notathread;

import java.util.List;
import signalkit.course.schedule.Scene;
import signalkit.explorer.Plan;
import signalkit.posix.How;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;

/** The caller of add has a signal mask of its own, and finds it afterwards as it was. */
public final class AddWhileBlocked extends Scene<JobList> {
    private static final List<SignalSet> MASKS =
            List.of(
                    SignalSet.EMPTY,
                    SignalSet.of(Signal.USR1),
                    SignalSet.of(Signal.USR1, Signal.TERM));

    private final Taker taker = new Taker(subject);
    private boolean isKept = true;
    private boolean isUnblocked;
    private boolean isEarly;

    /** With the learner's list. */
    public AddWhileBlocked() {
        super(JobList.class);
    }

    @Override
    public void prepare(Plan plan) {
        Signals.sigaction(Signal.TERM, Sigaction.handler(this::onTerm));
        plan.main(this::add);
        plan.atEnd("add leaves USR1 blocked for a caller that blocks it", () -> !isUnblocked);
        plan.atEnd("TERM stays out while the caller of add blocks it", () -> !isEarly);
        plan.atEnd("add leaves its caller's signal mask as it was", () -> isKept);
        plan.atEnd(
                "once the caller unblocks TERM, the handler takes all jobs",
                () -> taker.taken().equals(List.of(1, 2, 3)));
    }

    private void onTerm(Signal signal) {
        taker.onTerm(0);
    }

    private void add() {
        int job = 0;
        for (SignalSet mask : MASKS) {
            Signals.sigmask(How.SETMASK, mask);
            if (mask.contains(Signal.TERM)) {
                Signals.raise(Signal.TERM);
            }
            subject.add(++job);
            isEarly |= taker.handlers() > 0;
            SignalSet found = Signals.sigmask();
            isUnblocked |= mask.contains(Signal.USR1) && !found.contains(Signal.USR1);
            isKept &= found.equals(mask);
        }
        Signals.sigmask(How.SETMASK, SignalSet.EMPTY);
    }
}
