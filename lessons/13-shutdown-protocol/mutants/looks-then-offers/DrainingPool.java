package lesson;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import signalkit.lessons.shutdownprotocol.Pool;

/** Looks whether the pool is open, and then hands the job to workers that may have ended. */
public final class DrainingPool implements Pool {
    private final LinkedBlockingQueue<Runnable> jobs = new LinkedBlockingQueue<>();
    private final List<Thread> workers = new ArrayList<>();
    private volatile boolean stopping;

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
            while (true) {
                Runnable job = jobs.poll(10, TimeUnit.MILLISECONDS);
                if (job != null) {
                    job.run();
                } else if (stopping) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public boolean submit(Runnable job) {
        return !stopping && jobs.offer(job);
    }

    @Override
    public void stop() {
        stopping = true;
        try {
            for (Thread worker : workers) {
                worker.join();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
