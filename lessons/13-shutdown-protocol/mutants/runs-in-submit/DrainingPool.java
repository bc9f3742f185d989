package lesson;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import signalkit.lessons.shutdownprotocol.Pool;
import signalkit.posix.Cond;
import signalkit.posix.Mutex;
import signalkit.posix.Pthread;

/** Runs at once what a job hands in, so that this job waits for it. */
public final class DrainingPool implements Pool {
    private final Mutex mutex = new Mutex("jobs");
    private final Cond changed = new Cond("jobs");
    private final List<Pthread> workers = new ArrayList<>();
    private final ThreadLocal<Boolean> isWorker = ThreadLocal.withInitial(() -> false);

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
        isWorker.set(true);
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
        boolean now = open && isWorker.get();
        if (open && !now) {
            jobs.addLast(job);
            changed.signal();
        }
        mutex.unlock();
        if (now) {
            job.run();
        }
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
