package signalkit.lessons.workqueue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import signalkit.course.schedule.Scene;
import signalkit.explorer.Plan;
import signalkit.posix.How;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;

/** One thread alone, with more jobs than a table holds, of any number, and many who ask. */
public final class AllNumbers extends Scene<JobQueue> {
    private static final int JOBS = 200;
    private static final int WORKERS = 100;
    private static final SignalSet BLOCKED = SignalSet.of(Signal.INT, Signal.TERM);

    private final List<Integer> accepted = new ArrayList<>();
    private final List<Integer> taken = new ArrayList<>();
    private boolean isOpen = true;
    private boolean isOver = true;
    private SignalSet mask;

    /** With the learner's queue. */
    public AllNumbers() {
        super(JobQueue.class);
    }

    @Override
    public void prepare(Plan plan) {
        plan.main(this::addAndTake);
        plan.atEnd("it accepts as many as come, of any number", () -> isOpen);
        plan.atEnd("each accepted job is taken, once", this::isComplete);
        plan.atEnd("when no job is left, take returns 0 to any number of workers", () -> isOver);
        plan.atEnd("the signal mask is what it was", () -> BLOCKED.equals(mask));
    }

    private void addAndTake() {
        Signals.sigmask(How.SETMASK, BLOCKED);
        for (int job = 1; job <= JOBS; job++) {
            add(job);
        }
        for (int job = 1; job > 0; job *= 2) {
            add(job);
            add(job);
        }
        for (int i = 0, job = 1; i < 9; i++) {
            job *= 10;
            add(job);
            add(job - 1);
        }
        add(Integer.MAX_VALUE);
        subject.shutdown();
        for (int i = 0; i < accepted.size(); i++) {
            taken.add(subject.take());
        }
        for (int i = 0; i < WORKERS; i++) {
            isOver &= subject.take() == 0;
        }
        mask = Signals.sigmask();
    }

    private void add(int job) {
        isOpen &= subject.add(job);
        accepted.add(job);
    }

    private boolean isComplete() {
        Collections.sort(accepted);
        Collections.sort(taken);
        return accepted.equals(taken);
    }
}
