package lesson;

import java.util.concurrent.LinkedBlockingQueue;
import signalkit.lessons.workqueue.JobQueue;

/** Leaves a pill for each of eight workers, and the ninth one waits. */
public final class Queue implements JobQueue {
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
            return jobs.take();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void shutdown() {
        synchronized (this) {
            if (!closing) {
                closing = true;
                for (int i = 0; i < 8; i++) {
                    jobs.add(0);
                }
            }
        }
    }
}
