package signalkit.lessons.scene;

import java.util.List;
import signalkit.explorer.Plan;
import signalkit.lessons.task.JobQueue;

/** Lesson 2: one thread alone: adds, shuts down, adds once more, and takes what there is. */
public final class AddThenShutdown extends Scene<JobQueue> {
    private boolean accepted;
    private boolean refused;
    private List<Integer> taken = List.of();

    /** With the learner's queue. */
    public AddThenShutdown() {
        super(JobQueue.class);
    }

    @Override
    public void prepare(Plan plan) {
        plan.main(
                () -> {
                    accepted = subject.add(1) && subject.add(2);
                    subject.shutdown();
                    refused = !subject.add(3);
                    taken = List.of(subject.take(), subject.take(), subject.take());
                });
        plan.atEnd("an open queue accepts", () -> accepted);
        plan.atEnd("a closed queue refuses", () -> refused);
        plan.atEnd("what was accepted is there, then nothing", this::isComplete);
    }

    private boolean isComplete() {
        return taken.contains(1) && taken.contains(2) && taken.get(2) == 0;
    }
}
