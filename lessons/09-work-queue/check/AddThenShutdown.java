package signalkit.lessons.workqueue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import signalkit.course.schedule.Scene;
import signalkit.explorer.Plan;

/** One thread alone: adds, shuts down, adds once more, and takes what there is. */
public final class AddThenShutdown extends Scene<JobQueue> {
    /** More than the other scenes have, and not in order, so that none is known beforehand. */
    private static final List<Integer> JOBS = List.of(40, 7, 91, 13, 62);

    private static final int LATE = 5;

    private int accepted;
    private boolean refused;
    private final List<Integer> taken = new ArrayList<>();
    private int afterAll;

    /** With the learner's queue. */
    public AddThenShutdown() {
        super(JobQueue.class);
    }

    @Override
    public void prepare(Plan plan) {
        plan.main(this::addAndTake);
        plan.atEnd("an open queue accepts", () -> accepted > 0);
        plan.atEnd("it accepts as many jobs as come", () -> accepted == JOBS.size());
        plan.atEnd("a closed queue refuses", () -> refused);
        plan.atEnd("what was accepted is there, then nothing", this::isComplete);
    }

    private void addAndTake() {
        for (int job : JOBS) {
            accepted += subject.add(job) ? 1 : 0;
        }
        subject.shutdown();
        refused = !subject.add(LATE);
        for (int i = 0; i < JOBS.size(); i++) {
            taken.add(subject.take());
        }
        afterAll = subject.take();
    }

    private boolean isComplete() {
        return Set.copyOf(JOBS).equals(new HashSet<>(taken)) && afterAll == 0;
    }
}
