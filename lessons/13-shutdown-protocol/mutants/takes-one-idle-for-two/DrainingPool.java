package lesson;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import signalkit.lessons.shutdownprotocol.Pool;
import signalkit.posix.Cond;
import signalkit.posix.Mutex;
import signalkit.posix.Pthread;

/** Starts workers on demand, and counts a worker as idle until it has woken. */
public final class DrainingPool implements Pool {
    private final Mutex mutex = new Mutex("jobs");
    private final Cond changed = new Cond("jobs");

    // mutex must be held when using these:
    private final Deque<Runnable> jobs = new ArrayDeque<>();
    private final List<Pthread> workers = new ArrayList<>();
    private int most;
    private int idle;
    private boolean stopping;

    @Override
    public void start(int count) {
        mutex.lock();
        most = count;
        mutex.unlock();
    }

    private void work() {
        for (Runnable job = take(); job != null; job = take()) {
            job.run();
        }
    }

    private Runnable take() {
        mutex.lock();
        while (jobs.isEmpty() && !stopping) {
            idle++;
            changed.await(mutex);
            idle--;
        }
        Runnable job = jobs.pollFirst();
        mutex.unlock();
        return job;
    }

    @Override
    public boolean submit(Runnable job) {
        mutex.lock();
        boolean open = !stopping;
        if (open) {
            jobs.addLast(job);
            if (idle > 0) {
                changed.signal();
            } else if (workers.size() < most) {
                workers.add(Pthread.create("worker-" + (workers.size() + 1), this::work));
            }
        }
        mutex.unlock();
        return open;
    }

    @Override
    public void stop() {
        mutex.lock();
        stopping = true;
        changed.broadcast();
        mutex.unlock();
        for (Pthread worker : workers) {
            worker.join();
        }
    }
}
