package lesson;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import signalkit.lessons.shutdownprotocol.Pool;

/** Waits for a second, and returns whatever happened. */
public final class DrainingPool implements Pool {
    private volatile ExecutorService executor;

    @Override
    public void start(int workers) {
        executor = Executors.newFixedThreadPool(workers);
    }

    @Override
    public boolean submit(Runnable job) {
        try {
            executor.execute(job);
            return true;
        } catch (RejectedExecutionException closed) {
            return false;
        }
    }

    @Override
    public void stop() {
        executor.shutdown();
        try {
            executor.awaitTermination(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts this thread", e);
        }
    }
}
