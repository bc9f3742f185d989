package signalkit.lessons.shutdownprotocol;

import signalkit.course.schedule.Scene;
import signalkit.explorer.Plan;
import signalkit.posix.Cond;
import signalkit.posix.Mutex;

/** Two jobs that need each other, on two workers, and a stop. */
public final class MeetAndStop extends Scene<Pool> {
    private static final int JOBS = 2;

    private final Mutex mutex = new Mutex("meeting");
    private final Cond met = new Cond("meeting");

    // mutex must be held when using this:
    private int arrived;

    /** With the learner's pool. */
    public MeetAndStop() {
        super(Pool.class);
    }

    @Override
    public void prepare(Plan plan) {
        plan.main(
                () -> {
                    subject.start(JOBS);
                    for (int i = 0; i < JOBS; i++) {
                        subject.submit(this::meet);
                    }
                    subject.stop();
                });
        plan.atEnd("both jobs have met", () -> arrived == JOBS);
    }

    private void meet() {
        mutex.lock();
        arrived++;
        met.broadcast();
        while (arrived < JOBS) {
            met.await(mutex);
        }
        mutex.unlock();
    }
}
