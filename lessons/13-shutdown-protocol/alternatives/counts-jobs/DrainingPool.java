package lesson;

import java.util.ArrayDeque;
import java.util.Deque;
import signalkit.lessons.shutdownprotocol.Pool;
import signalkit.posix.Cond;
import signalkit.posix.Mutex;
import signalkit.posix.Pthread;

/** Counts the jobs that have not ended, and joins nobody. */
public final class DrainingPool implements Pool {
    private final Mutex mutex = new Mutex("jobs");
    private final Cond changed = new Cond("jobs");
    private final Cond ended = new Cond("ended");

    // mutex must be held when using these:
    private final Deque<Runnable> jobs = new ArrayDeque<>();
    private int unfinished;
    private boolean stopping;

    @Override
    public void start(int count) {
        for (int i = 1; i <= count; i++) {
            Pthread.create("worker-" + i, this::work);
        }
    }

    private void work() {
        mutex.lock();
        while (true) {
            while (jobs.isEmpty() && !stopping) {
                changed.await(mutex);
            }
            if (jobs.isEmpty()) {
                break;
            }
            Runnable job = jobs.pollFirst();
            mutex.unlock();
            job.run();
            mutex.lock();
            if (--unfinished == 0) {
                ended.broadcast();
            }
        }
        mutex.unlock();
    }

    @Override
    public boolean submit(Runnable job) {
        mutex.lock();
        boolean open = !stopping;
        if (open) {
            jobs.addLast(job);
            unfinished++;
            changed.signal();
        }
        mutex.unlock();
        return open;
    }

    @Override
    public void stop() {
        mutex.lock();
        stopping = true;
        changed.broadcast();
        while (unfinished > 0) {
            ended.await(mutex);
        }
        mutex.unlock();
    }
}
