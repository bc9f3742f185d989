package lesson;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import signalkit.lessons.workqueue.JobQueue;
import signalkit.posix.Mutex;

/** A worker whose park ends for no reason is on the list of idle workers twice. */
public final class Queue implements JobQueue {
    private final Mutex mutex = new Mutex("jobs");

    // mutex must be held when using these:
    private final Deque<Integer> jobs = new ArrayDeque<>();
    private final Deque<Thread> idle = new ArrayDeque<>();
    private boolean terminate;

    @Override
    public boolean add(int job) {
        mutex.lock();
        boolean open = !terminate;
        Thread worker = null;
        if (open) {
            jobs.addLast(job);
            worker = idle.pollFirst();
        }
        mutex.unlock();
        LockSupport.unpark(worker);
        return open;
    }

    @Override
    public int take() {
        while (true) {
            mutex.lock();
            if (!jobs.isEmpty() || terminate) {
                int job = jobs.isEmpty() ? 0 : jobs.removeFirst();
                mutex.unlock();
                return job;
            }
            idle.addLast(Thread.currentThread());
            mutex.unlock();
            LockSupport.park(this);
        }
    }

    @Override
    public void shutdown() {
        mutex.lock();
        terminate = true;
        List<Thread> all = new ArrayList<>(idle);
        mutex.unlock();
        all.forEach(LockSupport::unpark);
    }
}
