package lesson;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import signalkit.lessons.workqueue.JobQueue;

/** Adds with the read lock, which several threads may have at once. */
public final class Queue implements JobQueue {
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private final Semaphore permits = new Semaphore(0);
    private final Deque<Integer> jobs = new ArrayDeque<>();
    private boolean closing;

    @Override
    public boolean add(int job) {
        lock.readLock().lock();
        try {
            if (closing) {
                return false;
            }
            jobs.add(job);
            permits.release();
            return true;
        } finally {
            lock.readLock().unlock();
        }
    }

    @Override
    public int take() {
        permits.acquireUninterruptibly();
        lock.writeLock().lock();
        try {
            if (jobs.isEmpty()) {
                permits.release();
                return 0;
            }
            return jobs.remove();
        } finally {
            lock.writeLock().unlock();
        }
    }

    @Override
    public void shutdown() {
        lock.writeLock().lock();
        closing = true;
        lock.writeLock().unlock();
        permits.release();
    }
}
