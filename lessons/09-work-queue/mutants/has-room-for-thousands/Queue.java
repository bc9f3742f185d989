package lesson;

import java.util.ArrayDeque;
import java.util.Deque;
import signalkit.lessons.workqueue.JobQueue;
import signalkit.posix.Cond;
import signalkit.posix.Mutex;

/** Has room for fifty thousand jobs, and refuses the next one. */
public final class Queue implements JobQueue {
    private final Mutex mutex = new Mutex("jobs");
    private final Cond changed = new Cond("jobs");

    // mutex must be held when using these:
    private final Deque<Integer> jobs = new ArrayDeque<>();

    private boolean closing;

    @Override
    public boolean add(int job) {
        mutex.lock();
        boolean isAccepted = !closing && jobs.size() < 50_000;
        if (isAccepted) {
            jobs.add(job);
            changed.signal();
        }
        mutex.unlock();
        return isAccepted;
    }

    @Override
    public int take() {
        mutex.lock();
        while (jobs.isEmpty() && !closing) {
            changed.await(mutex);
        }
        int job = jobs.isEmpty() ? 0 : jobs.remove();
        mutex.unlock();
        return job;
    }

    @Override
    public void shutdown() {
        mutex.lock();
        closing = true;
        changed.broadcast();
        mutex.unlock();
    }
}
