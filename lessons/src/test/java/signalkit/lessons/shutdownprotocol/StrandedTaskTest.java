package signalkit.lessons.shutdownprotocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What the text of lesson 13 says of the JDK's pool: a task that was accepted while the first
 * thread was being made stays in the queue when the pool is shut down.
 */
class StrandedTaskTest {
    private final CountDownLatch making = new CountDownLatch(1);
    private final CountDownLatch mayMake = new CountDownLatch(1);
    private final CountDownLatch ran = new CountDownLatch(1);

    private ThreadPoolExecutor pool() {
        return new ThreadPoolExecutor(
                1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), this::thread);
    }

    /** Holds the pool between its decision to have a thread and the thread. */
    private Thread thread(Runnable worker) {
        making.countDown();
        try {
            mayMake.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return new Thread(worker);
    }

    @Test
    @Timeout(10)
    void task_that_was_accepted_is_stranded_by_a_shutdown() throws Exception {
        ThreadPoolExecutor pool = pool();
        FutureTask<Void> first = new FutureTask<>(() -> pool.execute(() -> {}), null);
        new Thread(first).start();
        making.await();
        pool.execute(ran::countDown);
        pool.shutdown();
        mayMake.countDown();
        ExecutionException refused = assertThrows(ExecutionException.class, first::get);
        assertTrue(refused.getCause() instanceof RejectedExecutionException, refused::toString);
        assertEquals(1, pool.getQueue().size());
        assertEquals(0, pool.getPoolSize());
        assertFalse(pool.isTerminated());
        assertEquals(1, ran.getCount());
    }

    @Test
    @Timeout(10)
    void pool_that_has_its_thread_before_drains() throws Exception {
        ThreadPoolExecutor pool = pool();
        mayMake.countDown();
        pool.prestartAllCoreThreads();
        pool.execute(ran::countDown);
        pool.shutdown();
        assertTrue(pool.awaitTermination(5, TimeUnit.SECONDS));
        assertEquals(0, ran.getCount());
    }
}
