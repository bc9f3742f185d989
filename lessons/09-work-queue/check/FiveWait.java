package signalkit.lessons.workqueue;

import java.util.concurrent.atomic.AtomicInteger;
import signalkit.course.schedule.Scene;
import signalkit.explorer.Plan;

/**
 * Five workers wait, one after the other, and then five jobs come, one for each.
 *
 * <p>A sleep ends when no other thread can continue.
 */
public final class FiveWait extends Scene<JobQueue> {
    private static final int WORKERS = 5;

    private final AtomicInteger told = new AtomicInteger();

    /** With the learner's queue. */
    public FiveWait() {
        super(JobQueue.class);
    }

    @Override
    public void prepare(Plan plan) {
        for (int i = 1; i <= WORKERS; i++) {
            int millis = i;
            plan.thread("worker-" + i, () -> work(millis));
        }
        plan.main(
                () -> {
                    for (int job = 1; job <= WORKERS; job++) {
                        sleep(WORKERS + 1);
                        subject.add(job);
                    }
                });
        plan.always("no worker is told to end before the shutdown", () -> told.get() == 0);
    }

    private void work(int millis) {
        sleep(millis);
        if (subject.take() == 0) {
            told.incrementAndGet();
        }
    }

    private static void sleep(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
