package signalkit.lessons.notathread;

import signalkit.course.schedule.Scene;
import signalkit.explorer.Plan;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.Signals;

/** TERM arrives while the main thread adds jobs, and its handler takes them all. */
public final class AddAndTakeAll extends Scene<JobList> {
    private static final int JOBS = 2;

    private int handlers;
    private int taken;

    /** With the learner's list. */
    public AddAndTakeAll() {
        super(JobList.class);
    }

    @Override
    public void prepare(Plan plan) {
        Signals.sigaction(Signal.TERM, Sigaction.handler(signal -> takeAll()));
        plan.main(this::add);
        plan.signal(Signal.TERM, "main");
        plan.show("list", subject::size);
        plan.atEnd("the handler of TERM has run", () -> handlers == 1);
        plan.atEnd("each job is there once", () -> taken + subject.size() == JOBS);
        plan.atEnd("what is taken is gone", this::canBeEmptied);
    }

    private void add() {
        for (int job = 1; job <= JOBS; job++) {
            subject.add(job);
        }
    }

    private boolean canBeEmptied() {
        int left = subject.size();
        return subject.takeAll() == left && subject.size() == 0;
    }

    private void takeAll() {
        handlers++;
        taken += subject.takeAll();
    }
}
