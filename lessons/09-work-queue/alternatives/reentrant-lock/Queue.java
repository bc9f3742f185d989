package lesson;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import signalkit.lessons.workqueue.JobQueue;

/** Uses the lock and the condition of java.util.concurrent, and serves the newest job first. */
public final class Queue implements JobQueue {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<Integer> jobs = new ArrayList<>();
    private boolean closing;

    @Override
    public boolean add(int job) {
        lock.lock();
        try {
            if (closing) {
                return false;
            }
            jobs.add(job);
            changed.signal();
            return true;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public int take() {
        lock.lock();
        try {
            while (jobs.isEmpty()) {
                if (closing) {
                    return 0;
                }
                changed.awaitUninterruptibly();
            }
            return jobs.remove(jobs.size() - 1);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void shutdown() {
        lock.lock();
        try {
            closing = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
