package signalkit.lessons.shutdownprotocol;

import signalkit.course.schedule.Scene;
import signalkit.explorer.Plan;

/** A client hands in jobs while the pool is stopped. */
public final class SubmitAndStop extends Scene<Pool> {
    private static final int JOBS = 2;

    private final int[] ran = new int[JOBS];
    private final boolean[] accepted = new boolean[JOBS];
    private boolean stopped;
    private boolean lateWork;

    /** With the learner's pool. */
    public SubmitAndStop() {
        super(Pool.class);
    }

    @Override
    public void prepare(Plan plan) {
        plan.thread("client", this::submit);
        plan.main(
                () -> {
                    subject.start(1);
                    subject.stop();
                    stopped = true;
                });
        plan.atEnd("each job that was accepted has run, once", this::nothingLost);
        plan.atEnd("no job runs after stop has returned", () -> !lateWork);
    }

    private void submit() {
        for (int i = 0; i < JOBS; i++) {
            int job = i;
            accepted[job] = subject.submit(() -> run(job));
        }
    }

    private void run(int job) {
        lateWork |= stopped;
        ran[job]++;
    }

    private boolean nothingLost() {
        for (int job = 0; job < JOBS; job++) {
            if (ran[job] != (accepted[job] ? 1 : 0)) {
                return false;
            }
        }
        return stopped;
    }
}
