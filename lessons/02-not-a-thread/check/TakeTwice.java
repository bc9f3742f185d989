package signalkit.lessons.notathread;

import java.util.List;
import signalkit.course.schedule.Scene;
import signalkit.explorer.Plan;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.Signals;

/** TERM arrives twice, and its handler misses no job whose add has returned. */
public final class TakeTwice extends Scene<JobList> {
    private static final List<Integer> JOBS = List.of(70, 8, 9);

    private final Taker taker = new Taker(subject);
    private int added;
    private boolean isBlocked;

    /** With the learner's list. */
    public TakeTwice() {
        super(JobList.class);
    }

    @Override
    public void prepare(Plan plan) {
        Signals.sigaction(Signal.TERM, Sigaction.handler(this::onTerm));
        plan.main(this::add);
        plan.signal(Signal.TERM, "main");
        plan.signal(Signal.TERM, "main");
        plan.atEnd("add does not leave TERM blocked", () -> !isBlocked);
        plan.atEnd("TERM is not ignored", () -> taker.handlers() > 0);
        plan.atEnd("no job is lost or doubled", this::isEachThereOnce);
        plan.atEnd("the handler takes every job whose add has returned", () -> !taker.hasMissed());
    }

    private void onTerm(Signal signal) {
        taker.onTerm(added);
    }

    private void add() {
        for (int job : JOBS) {
            subject.add(job);
            added++;
        }
        isBlocked = Signals.sigmask().contains(Signal.TERM);
    }

    private boolean isEachThereOnce() {
        taker.takeAll();
        return taker.taken().equals(List.of(8, 9, 70));
    }
}
