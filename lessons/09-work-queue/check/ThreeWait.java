package signalkit.lessons.workqueue;

import signalkit.course.schedule.Scene;
import signalkit.explorer.Plan;

/** Three workers wait when the queue is shut down. */
public final class ThreeWait extends Scene<JobQueue> {
    private static final int WORKERS = 3;

    private final int[] got = {-1, -1, -1};

    /** With the learner's queue. */
    public ThreeWait() {
        super(JobQueue.class);
    }

    @Override
    public void prepare(Plan plan) {
        for (int i = 0; i < WORKERS; i++) {
            int worker = i;
            plan.thread("worker-" + (worker + 1), () -> got[worker] = subject.take());
        }
        plan.main(subject::shutdown);
        plan.atEnd("each worker is told to end", () -> got[0] == 0 && got[1] == 0 && got[2] == 0);
    }
}
