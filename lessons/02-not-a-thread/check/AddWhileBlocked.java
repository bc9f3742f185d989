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
    private Taker later;
    private boolean isKept = true;
    private boolean isUnblocked;
    private boolean isEarly;
    private boolean isOtherEarly;
    private int others;
    private int jobs;

    /** With the learner's list. */
    public AddWhileBlocked() {
        super(JobList.class);
    }

    @Override
    public void prepare(Plan plan) {
        Signals.sigaction(Signal.TERM, Sigaction.handler(this::onTerm));
        Signals.sigaction(Signal.USR1, Sigaction.handler(this::onOther));
        plan.main(this::add);
        plan.atEnd("add leaves USR1 blocked for a caller that blocks it", () -> !isUnblocked);
        plan.atEnd("USR1 stays out while the caller blocks it", () -> !isOtherEarly);
        plan.atEnd("TERM stays out while the caller of add blocks it", () -> !isEarly);
        plan.atEnd("add leaves its caller's signal mask as it was", () -> isKept);
        plan.atEnd(
                "once the caller unblocks TERM, the handler takes all jobs",
                () -> taker.taken().equals(List.of(1, 2, 3)));
        plan.atEnd(
                "takeAll leaves the mask as it was, whatever it was when a job was added",
                () -> !later.hasChangedMask());
    }

    private void onTerm(Signal signal) {
        taker.onTerm(0);
    }

    private void onOther(Signal signal) {
        others++;
    }

    /** To a list that is empty, and to one that is not, under each mask. */
    private void add() {
        for (SignalSet mask : MASKS) {
            Signals.sigmask(How.SETMASK, mask);
            for (Signal signal : mask) {
                Signals.raise(signal);
            }
            JobList fresh = another();
            later = new Taker(fresh);
            add(fresh, 1, mask);
            add(fresh, 2, mask);
            add(subject, ++jobs, mask);
        }
        Signals.sigmask(How.SETMASK, SignalSet.EMPTY);
        later.takeAll();
    }

    private void add(JobList list, int job, SignalSet mask) {
        int before = others;
        list.add(job);
        isOtherEarly |= others > before;
        isEarly |= taker.handlers() > 0;
        SignalSet found = Signals.sigmask();
        isUnblocked |= mask.contains(Signal.USR1) && !found.contains(Signal.USR1);
        isKept &= found.equals(mask);
    }
}
