package lesson;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import signalkit.lessons.workqueue.JobQueue;

/** Counts the jobs in a semaphore; the last permit goes from worker to worker. */
public final class Queue implements JobQueue {
    private final ConcurrentLinkedQueue<Integer> jobs = new ConcurrentLinkedQueue<>();
    private final Semaphore available = new Semaphore(0);
    private boolean closing;

    @Override
    public synchronized boolean add(int job) {
        if (closing) {
            return false;
        }
        jobs.add(job);
        available.release();
        return true;
    }

    @Override
    public int take() {
        available.acquireUninterruptibly();
        Integer job = jobs.poll();
        if (job == null) {
            available.release();
            return 0;
        }
        return job;
    }

    @Override
    public synchronized void shutdown() {
        closing = true;
        available.release();
    }
}
