package signalkit.lessons.workqueue;

import java.util.concurrent.CountDownLatch;
import signalkit.course.schedule.Scene;
import signalkit.explorer.Plan;

/** Two jobs that wait for each other while two workers are there, and a shutdown afterwards. */
public class JobsMeet extends Scene<JobQueue> {
    private final int[] contents = new int[3];
    private final CountDownLatch bothRun = new CountDownLatch(2);

    /** With the learner's queue. */
    public JobsMeet() {
        super(JobQueue.class);
    }

    @Override
    public void prepare(Plan plan) {
        plan.thread("worker-1", this::work);
        plan.thread("worker-2", this::work);
        plan.main(
                () -> {
                    begin();
                    add(1);
                    add(2);
                    await();
                    subject.shutdown();
                });
        plan.atEnd("each worker has run its job", () -> contents[1] == 11 && contents[2] == 12);
    }

    /** What main does before the first job. */
    void begin() {}

    private void add(int job) {
        contents[job] = job;
        subject.add(job);
    }

    private void work() {
        for (int job = subject.take(); job != 0; job = subject.take()) {
            contents[job] += 10;
            bothRun.countDown();
            await();
        }
    }

    private void await() {
        try {
            bothRun.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
