package lesson;

import java.util.concurrent.LinkedBlockingQueue;
import signalkit.lessons.workqueue.JobQueue;

/** A pill of 0 ends the workers; a job that was let in late lies behind it. */
public final class Queue implements JobQueue {
    private final LinkedBlockingQueue<Integer> jobs = new LinkedBlockingQueue<>();
    private volatile boolean closing;

    @Override
    public boolean add(int job) {
        return !closing && jobs.add(job);
    }

    @Override
    public int take() {
        try {
            int job = jobs.take();
            if (job == 0) {
                jobs.add(0);
            }
            return job;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void shutdown() {
        closing = true;
        jobs.add(0);
    }
}
