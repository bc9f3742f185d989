import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Two threads submit a task each while main shuts the pool down. */
public final class StrandedTask {
    private static final AtomicInteger ACCEPTED = new AtomicInteger();
    private static final AtomicInteger RUN = new AtomicInteger();

    private static Thread submit(ExecutorService pool, String name) {
        Thread thread =
                new Thread(
                        () -> {
                            try {
                                pool.execute(RUN::incrementAndGet);
                                ACCEPTED.incrementAndGet();
                            } catch (RejectedExecutionException e) {
                                // Said to its caller, so nothing is lost.
                            }
                        },
                        name);
        thread.start();
        return thread;
    }

    public static void main(String[] arguments) throws InterruptedException {
        ExecutorService pool = Executors.newFixedThreadPool(1);
        Thread one = submit(pool, "one");
        Thread other = submit(pool, "other");
        pool.shutdown();
        one.join();
        other.join();
        boolean isOver = pool.awaitTermination(1, TimeUnit.SECONDS);
        if (!isOver || RUN.get() != ACCEPTED.get()) {
            throw new AssertionError(
                    ACCEPTED + " accepted, " + RUN + " run, terminated: " + isOver);
        }
    }
}
