package lesson;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import signalkit.lessons.shutdownprotocol.Pool;
import signalkit.posix.Cond;
import signalkit.posix.Mutex;
import signalkit.posix.Pthread;

/** Wakes one worker before each join, and another one than that may be woken. */
public final class DrainingPool implements Pool {
    private final Mutex mutex = new Mutex("jobs");
    private final Cond changed = new Cond("jobs");
    private final List<Pthread> workers = new ArrayList<>();

    // mutex must be held when using these:
    private final Deque<Runnable> jobs = new ArrayDeque<>();
    private boolean stopping;

    @Override
    public void start(int count) {
        for (int i = 1; i <= count; i++) {
            workers.add(Pthread.create("worker-" + i, this::work));
        }
    }

    private void work() {
        for (Runnable job = take(); job != null; job = take()) {
            job.run();
        }
    }

    private Runnable take() {
        mutex.lock();
        while (jobs.isEmpty() && !stopping) {
            changed.await(mutex);
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
            changed.signal();
        }
        mutex.unlock();
        return open;
    }

    @Override
    public void stop() {
        mutex.lock();
        stopping = true;
        changed.signal();
        mutex.unlock();
        for (Pthread worker : workers) {
            mutex.lock();
            changed.signal();
            mutex.unlock();
            worker.join();
        }
    }
}
