package signalkit.lessons.workqueue;

import signalkit.course.schedule.Scene;
import signalkit.explorer.Plan;

/** Two threads add a job each, which meets a shutdown, and one worker runs what was accepted. */
public final class TwoAdd extends Scene<JobQueue> {
    private final boolean[] accepted = new boolean[3];
    private final int[] ran = new int[3];

    /** With the learner's queue. */
    public TwoAdd() {
        super(JobQueue.class);
    }

    @Override
    public void prepare(Plan plan) {
        plan.thread("adder-1", () -> addOne(1));
        plan.thread("adder-2", () -> addOne(2));
        plan.thread("worker", this::work);
        plan.main(subject::shutdown);
        plan.atEnd("each accepted job has run, once", () -> isRight(1) && isRight(2));
    }

    private void addOne(int job) {
        accepted[job] = subject.add(job);
    }

    private void work() {
        for (int job = subject.take(); job != 0; job = subject.take()) {
            ran[job]++;
        }
    }

    private boolean isRight(int job) {
        return ran[job] == (accepted[job] ? 1 : 0);
    }
}
