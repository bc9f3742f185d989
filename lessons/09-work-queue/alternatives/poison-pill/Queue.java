package lesson;

import java.util.concurrent.LinkedBlockingQueue;
import signalkit.lessons.workqueue.JobQueue;

/** Puts a job 0 behind the last one; every worker that gets it puts it back. */
public final class Queue implements JobQueue {
    private static final int PILL = 0;

    private final LinkedBlockingQueue<Integer> jobs = new LinkedBlockingQueue<>();
    private boolean closing;

    @Override
    public synchronized boolean add(int job) {
        return !closing && jobs.add(job);
    }

    @Override
    public int take() {
        try {
            int job = jobs.take();
            if (job == PILL) {
                jobs.add(PILL);
            }
            return job;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public synchronized void shutdown() {
        if (!closing) {
            closing = true;
            jobs.add(PILL);
        }
    }
}
