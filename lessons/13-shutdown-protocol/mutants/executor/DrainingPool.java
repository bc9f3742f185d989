package lesson;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import signalkit.lessons.shutdownprotocol.Pool;

/** Lets the JDK start a thread when a job comes, which fails when the pool stops just then. */
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
            while (!executor.awaitTermination(1, TimeUnit.HOURS)) {}
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts this thread", e);
        }
    }
}
