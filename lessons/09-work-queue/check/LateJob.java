package signalkit.lessons.workqueue;

import signalkit.course.schedule.Scene;
import signalkit.explorer.Plan;

/** A job that comes after a while, and a shutdown right behind it. */
public final class LateJob extends Scene<JobQueue> {
    /** A multiple of the usual periods of programs that look at the queue from time to time. */
    private static final long WHILE = 100;

    private int ran;

    /** With the learner's queue. */
    public LateJob() {
        super(JobQueue.class);
    }

    @Override
    public void prepare(Plan plan) {
        plan.thread("worker", this::work);
        plan.main(
                () -> {
                    sleep();
                    subject.add(1);
                    subject.shutdown();
                });
        plan.atEnd("the job that came late has run", () -> ran == 1);
    }

    private void work() {
        for (int job = subject.take(); job != 0; job = subject.take()) {
            ran++;
        }
    }

    private static void sleep() {
        try {
            Thread.sleep(WHILE);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
