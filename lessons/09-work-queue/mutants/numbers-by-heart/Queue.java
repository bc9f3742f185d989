package lesson;

import signalkit.lessons.workqueue.JobQueue;
import signalkit.posix.Cond;
import signalkit.posix.Mutex;

/** Counts jobs, and says 1, 2, 3 when it is asked for their numbers. */
public final class Queue implements JobQueue {
    private final Mutex mutex = new Mutex("jobs");
    private final Cond changed = new Cond("jobs");

    // mutex must be held when using these:
    private int added;
    private int taken;
    private boolean closing;

    @Override
    public boolean add(int job) {
        mutex.lock();
        boolean open = !closing;
        if (open) {
            added++;
            changed.signal();
        }
        mutex.unlock();
        return open;
    }

    @Override
    public int take() {
        mutex.lock();
        while (taken == added && !closing) {
            changed.await(mutex);
        }
        int job = taken == added ? 0 : ++taken;
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
