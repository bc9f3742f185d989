package lesson;

import java.util.ArrayDeque;
import java.util.Deque;
import signalkit.lessons.workqueue.JobQueue;

/** Guards the list with the monitor of this object. */
public final class Queue implements JobQueue {
    private final Deque<Integer> jobs = new ArrayDeque<>();
    private boolean closing;

    @Override
    public synchronized boolean add(int job) {
        if (!closing) {
            jobs.addLast(job);
            notify();
        }
        return !closing;
    }

    @Override
    public synchronized int take() {
        try {
            while (jobs.isEmpty() && !closing) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return jobs.isEmpty() ? 0 : jobs.removeFirst();
    }

    @Override
    public synchronized void shutdown() {
        closing = true;
        notifyAll();
    }
}
