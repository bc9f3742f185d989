package signalkit.lessons.workqueue;

import signalkit.course.schedule.Scene;
import signalkit.explorer.Plan;

/** Two jobs, two workers, and a shutdown at any moment. */
public final class AddAndShutdown extends Scene<JobQueue> {
    private static final int JOBS = 2;

    private final boolean[] accepted = new boolean[JOBS + 1];
    private final int[] ran = new int[JOBS + 1];

    /** With the learner's queue. */
    public AddAndShutdown() {
        super(JobQueue.class);
    }

    @Override
    public void prepare(Plan plan) {
        plan.thread("worker-1", this::work);
        plan.thread("worker-2", this::work);
        plan.thread("closer", subject::shutdown);
        plan.main(
                () -> {
                    for (int job = 1; job <= JOBS; job++) {
                        accepted[job] = subject.add(job);
                    }
                });
        plan.atEnd("each accepted job has run, once", this::nothingLost);
    }

    private void work() {
        for (int job = subject.take(); job != 0; job = subject.take()) {
            ran[job]++;
        }
    }

    private boolean nothingLost() {
        for (int job = 1; job <= JOBS; job++) {
            if (ran[job] != (accepted[job] ? 1 : 0)) {
                return false;
            }
        }
        return true;
    }
}
