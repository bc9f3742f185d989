package signalkit.lessons.workqueue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import signalkit.course.schedule.Scene;
import signalkit.explorer.Plan;

/** One thread alone: adds, shuts down, and once more in the middle of taking what there is. */
public final class AddThenShutdown extends Scene<JobQueue> {
    /** More than a small table holds. */
    private static final int JOBS = 20;

    private static final int LATE = 5;

    private final List<Integer> accepted = new ArrayList<>();
    private final List<Integer> taken = new ArrayList<>();
    private boolean isFirstAccepted;
    private boolean isOpen = true;
    private boolean isClosed = true;
    private int afterAll;

    /** With the learner's queue. */
    public AddThenShutdown() {
        super(JobQueue.class);
    }

    @Override
    public void prepare(Plan plan) {
        plan.main(this::addAndTake);
        plan.atEnd("an open queue accepts a job", () -> isFirstAccepted);
        plan.atEnd("it accepts as many as come", () -> isOpen);
        plan.atEnd("a queue that is shut down refuses", () -> isClosed);
        plan.atEnd("each accepted job is taken", () -> taken.containsAll(accepted));
        plan.atEnd("two jobs with the same number are two jobs", this::isComplete);
        plan.atEnd("when no job is left, take returns 0, again and again", () -> afterAll == 0);
    }

    private void addAndTake() {
        for (int i = 0; i < JOBS; i++) {
            int job = 1 + i * 7 % 17; // in no order, and some numbers twice
            isOpen &= subject.add(job);
            isFirstAccepted |= i == 0 && isOpen;
            accepted.add(job);
        }
        subject.shutdown();
        isClosed &= !subject.add(LATE);
        for (int i = 0; i < JOBS; i++) {
            if (i == JOBS / 2) {
                subject.shutdown();
                isClosed &= !subject.add(LATE);
            }
            taken.add(subject.take());
        }
        afterAll = subject.take() | subject.take();
    }

    private boolean isComplete() {
        Collections.sort(accepted);
        Collections.sort(taken);
        return accepted.equals(taken);
    }
}
