package signalkit.lessons.workqueue;

import signalkit.course.schedule.Scene;
import signalkit.explorer.Plan;

/** Two threads add a job each, at the same time, and one worker takes both. */
public final class AddersMeet extends Scene<JobQueue> {
    private int sum;

    /** With the learner's queue. */
    public AddersMeet() {
        super(JobQueue.class);
    }

    @Override
    public void prepare(Plan plan) {
        plan.thread("adder-1", () -> subject.add(1));
        plan.thread("adder-2", () -> subject.add(2));
        plan.thread("worker", () -> sum = subject.take() + subject.take());
        plan.atEnd("the worker takes both jobs", () -> sum == 3);
    }
}
