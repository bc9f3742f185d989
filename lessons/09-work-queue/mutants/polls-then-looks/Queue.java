package lesson;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import signalkit.lessons.workqueue.JobQueue;

/** Looks for a job, then whether it is over: one may be added between the two. */
public final class Queue implements JobQueue {
    private final LinkedBlockingQueue<Integer> jobs = new LinkedBlockingQueue<>();
    private volatile boolean closing;

    @Override
    public synchronized boolean add(int job) {
        return !closing && jobs.add(job);
    }

    @Override
    public int take() {
        try {
            while (true) {
                Integer job = jobs.poll(10, TimeUnit.MILLISECONDS);
                if (job != null) {
                    return job;
                }
                if (closing) {
                    return 0;
                }
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public synchronized void shutdown() {
        closing = true;
    }
}
