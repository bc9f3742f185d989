package lesson;

import java.util.concurrent.LinkedBlockingQueue;
import signalkit.lessons.workqueue.JobQueue;

/** Takes the largest number for the pill, and a job may have that. */
public final class Queue implements JobQueue {
    private static final int PILL = Integer.MAX_VALUE;

    private final LinkedBlockingQueue<Integer> jobs = new LinkedBlockingQueue<>();
    private boolean closing;

    @Override
    public boolean add(int job) {
        synchronized (this) {
            return !closing && jobs.add(job);
        }
    }

    @Override
    public int take() {
        try {
            int job = jobs.take();
            if (job == PILL) {
                jobs.add(PILL);
                return 0;
            }
            return job;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void shutdown() {
        synchronized (this) {
            if (!closing) {
                closing = true;
                jobs.add(PILL);
            }
        }
    }
}
