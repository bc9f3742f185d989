package lesson;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import signalkit.lessons.shutdownprotocol.Pool;

/** A monitor of Java in place of mutex and condition. */
public final class DrainingPool implements Pool {
    private final List<Thread> workers = new ArrayList<>();

    // The monitor must be held when using these:
    private final Deque<Runnable> jobs = new ArrayDeque<>();
    private boolean stopping;

    @Override
    public void start(int count) {
        for (int i = 1; i <= count; i++) {
            Thread worker = new Thread(this::work, "worker-" + i);
            workers.add(worker);
            worker.start();
        }
    }

    private void work() {
        try {
            for (Runnable job = take(); job != null; job = take()) {
                job.run();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts a worker", e);
        }
    }

    private synchronized Runnable take() throws InterruptedException {
        while (jobs.isEmpty() && !stopping) {
            wait();
        }
        return jobs.pollFirst();
    }

    @Override
    public synchronized boolean submit(Runnable job) {
        if (stopping) {
            return false;
        }
        jobs.addLast(job);
        notify();
        return true;
    }

    @Override
    public void stop() {
        synchronized (this) {
            stopping = true;
            notifyAll();
        }
        try {
            for (Thread worker : workers) {
                worker.join();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts this thread", e);
        }
    }
}
