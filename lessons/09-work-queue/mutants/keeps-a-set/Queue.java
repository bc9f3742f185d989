package lesson;

import java.util.TreeSet;
import signalkit.lessons.workqueue.JobQueue;
import signalkit.posix.Cond;
import signalkit.posix.Mutex;

/** Keeps a set of numbers: of two equal jobs, one is lost. */
public final class Queue implements JobQueue {
    private final Mutex mutex = new Mutex("jobs");
    private final Cond changed = new Cond("jobs");

    // mutex must be held when using these:
    private final TreeSet<Integer> jobs = new TreeSet<>();
    private boolean closing;

    @Override
    public boolean add(int job) {
        mutex.lock();
        boolean open = !closing;
        if (open) {
            jobs.add(job);
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
        int job = jobs.isEmpty() ? 0 : jobs.pollFirst();
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
