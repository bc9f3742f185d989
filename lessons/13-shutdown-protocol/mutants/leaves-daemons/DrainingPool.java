package lesson;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import signalkit.lessons.shutdownprotocol.Pool;

/** Counts jobs, and leaves its workers asleep: daemons, so that nobody notices. */
public final class DrainingPool implements Pool {
    private final BlockingQueue<Runnable> jobs = new LinkedBlockingQueue<>();

    // Guarded by this:
    private int unfinished;
    private boolean stopping;

    @Override
    public void start(int count) {
        for (int i = 1; i <= count; i++) {
            Thread worker = new Thread(this::work, "worker-" + i);
            worker.setDaemon(true);
            worker.start();
        }
    }

    private void work() {
        try {
            while (true) {
                jobs.take().run();
                ended();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void ended() {
        unfinished--;
        notifyAll();
    }

    @Override
    public synchronized boolean submit(Runnable job) {
        if (stopping) {
            return false;
        }
        unfinished++;
        return jobs.add(job);
    }

    @Override
    public synchronized void stop() {
        stopping = true;
        while (unfinished > 0) {
            try {
                wait();
            } catch (InterruptedException e) {
                // The shutdown goes on.
            }
        }
    }
}
