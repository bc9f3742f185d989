package lesson;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import signalkit.lessons.shutdownprotocol.Pool;

/** Starts a worker if too few are active, and counts it when it has decided. */
public final class DrainingPool implements Pool {
    private final AtomicInteger active = new AtomicInteger();
    private int limit;

    // the monitor of this must be held when using these:
    private final Queue<Runnable> jobs = new ArrayDeque<>();
    private boolean closed;

    @Override
    public void start(int workers) {
        limit = workers;
    }

    @Override
    public boolean submit(Runnable job) {
        boolean isWorkerMissing;
        synchronized (this) {
            if (closed) {
                return false;
            }
            jobs.add(job);
            isWorkerMissing = active.get() < limit;
        }
        if (isWorkerMissing) {
            active.incrementAndGet();
            new Thread(this::work).start();
        }
        return true;
    }

    private void work() {
        for (Runnable job = next(); job != null; job = next()) {
            job.run();
        }
    }

    private synchronized Runnable next() {
        Runnable job = jobs.poll();
        if (job == null) {
            active.decrementAndGet();
            notifyAll();
        }
        return job;
    }

    @Override
    public synchronized void stop() {
        closed = true;
        while (active.get() > 0 || !jobs.isEmpty()) {
            try {
                wait();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
