package lesson;

import java.util.ArrayDeque;
import java.util.Deque;
import signalkit.lessons.shutdownprotocol.Pool;
import signalkit.posix.Cond;
import signalkit.posix.Mutex;
import signalkit.posix.Pthread;

/** Starts a worker when none is free, and takes one for busy that has found no more jobs. */
public final class DrainingPool implements Pool {
    private final Mutex mutex = new Mutex("jobs");
    private final Cond idle = new Cond("idle");

    // mutex must be held when using these:
    private final Deque<Runnable> jobs = new ArrayDeque<>();
    private int most;
    private int working;
    private boolean stopping;

    @Override
    public void start(int workers) {
        mutex.lock();
        most = workers;
        mutex.unlock();
    }

    @Override
    public boolean submit(Runnable job) {
        mutex.lock();
        boolean open = !stopping;
        if (open) {
            jobs.addLast(job);
            if (working < most) {
                working++;
                Pthread.create("worker-" + working, this::work);
            }
        }
        mutex.unlock();
        return open;
    }

    private Runnable take() {
        mutex.lock();
        Runnable job = jobs.pollFirst();
        mutex.unlock();
        return job;
    }

    private void work() {
        for (Runnable job = take(); job != null; job = take()) {
            job.run();
        }
        mutex.lock();
        working--;
        idle.broadcast();
        mutex.unlock();
    }

    @Override
    public void stop() {
        mutex.lock();
        stopping = true;
        while (working > 0) {
            idle.await(mutex);
        }
        mutex.unlock();
    }
}
