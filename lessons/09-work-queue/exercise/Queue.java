package lesson;

import java.util.ArrayDeque;
import java.util.Deque;
import signalkit.lessons.workqueue.JobQueue;
import signalkit.posix.Cond;
import signalkit.posix.Mutex;

/** Jobs that wait for a worker: the queue of 2012, with its faults. */
// TODO: lose no job that was accepted, refuse once it is closed, and let every worker end.
public final class Queue implements JobQueue {
    private final Mutex mutex = new Mutex("jobs");
    private final Cond changed = new Cond("jobs");

    // mutex must be held when using these:
    private final Deque<Integer> jobs = new ArrayDeque<>();

    private boolean terminate;

    @Override
    public boolean add(int job) {
        mutex.lock();
        jobs.addFirst(job);
        changed.signal();
        mutex.unlock();
        return true;
    }

    @Override
    public int take() {
        mutex.lock();
        while (jobs.isEmpty()) {
            changed.await(mutex);
        }
        int job = jobs.removeFirst();
        mutex.unlock();
        return terminate ? 0 : job;
    }

    @Override
    public void shutdown() {
        terminate = true;
        mutex.lock();
        jobs.clear();
        changed.broadcast();
        mutex.unlock();
    }
}
