package lesson;

import java.util.ArrayDeque;
import java.util.Deque;
import signalkit.lessons.shutdownprotocol.Pool;
import signalkit.posix.Cond;
import signalkit.posix.Mutex;
import signalkit.posix.Pthread;

/** Starts a worker when a job comes and none is free. */
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

    private void work() {
        mutex.lock();
        while (!jobs.isEmpty()) {
            Runnable job = jobs.pollFirst();
            mutex.unlock();
            job.run();
            mutex.lock();
        }
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
