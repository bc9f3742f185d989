package lesson;

import java.util.ArrayDeque;
import java.util.Deque;
import signalkit.lessons.workqueue.JobQueue;
import signalkit.posix.Cond;
import signalkit.posix.Mutex;

/** Right for one shutdown; the second one drops what is left. */
public final class Queue implements JobQueue {
    private final Mutex mutex = new Mutex("jobs");
    private final Cond changed = new Cond("jobs");

    // mutex must be held when using these:
    private final Deque<Integer> jobs = new ArrayDeque<>();
    private boolean closing;

    @Override
    public boolean add(int job) {
        mutex.lock();
        boolean open = !closing;
        if (open) {
            jobs.addLast(job);
            changed.signal();
        }
        mutex.unlock();
        return open;
    }

    @Override
    public int take() {
        mutex.lock();
        while (jobs.isEmpty() && !closing) {
            changed.await(mutex);
        }
        int job = jobs.isEmpty() ? 0 : jobs.removeFirst();
        mutex.unlock();
        return job;
    }

    @Override
    public void shutdown() {
        mutex.lock();
        if (closing) {
            jobs.clear();
        }
        closing = true;
        changed.broadcast();
        mutex.unlock();
    }
}
