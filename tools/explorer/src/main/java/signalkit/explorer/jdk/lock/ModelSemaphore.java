package signalkit.explorer.jdk.lock;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import signalkit.explorer.jdk.Effect;
import signalkit.explorer.jdk.Here;
import signalkit.explorer.jdk.ModelThread;

/**
 * Stands for {@link java.util.concurrent.Semaphore}.
 *
 * <p>Who comes takes what is there, or queues; in a fair one, nobody passes the queue. Of those in
 * the queue only the first one goes on, so one that wants many permits stops all behind it.
 */
public class ModelSemaphore implements Serializable {
    private static final long serialVersionUID = 1L;

    private final transient String name = Here.name("Semaphore");
    private final transient List<ModelThread> queue = new ArrayList<>();
    private final boolean fair;
    private int permits;

    /** As in Semaphore. */
    public ModelSemaphore(int permits) {
        this(permits, false);
    }

    /** As in Semaphore. */
    public ModelSemaphore(int permits, boolean fair) {
        this.permits = permits;
        this.fair = fair;
    }

    /** As in Semaphore. */
    public void acquire() throws InterruptedException {
        acquire(1);
    }

    /** As in Semaphore. */
    public void acquire(int count) throws InterruptedException {
        acquire(count, Here.NEVER);
    }

    /** As in Semaphore. */
    public boolean tryAcquire(long time, TimeUnit unit) throws InterruptedException {
        return tryAcquire(1, time, unit);
    }

    /** As in Semaphore. */
    public boolean tryAcquire(int count, long time, TimeUnit unit) throws InterruptedException {
        return acquire(count, Here.deadline(unit.toNanos(time)));
    }

    private boolean acquire(int count, long deadline) throws InterruptedException {
        require(count);
        Here.awaitInterruptibly(
                Here.interruptible(
                        this, "asks for the " + name, "nothing", () -> true, Here.NEVER, null));
        ModelThread self = Here.self();
        if (mayTake(count)) {
            permits -= count;
            return true;
        }
        queue.add(self);
        try {
            boolean inTime =
                    Here.awaitInterruptibly(
                            Here.interruptible(
                                    this,
                                    "acquires the " + name,
                                    "a permit of the " + name,
                                    () -> isNext(self, count),
                                    deadline,
                                    null));
            permits -= inTime ? count : 0;
            return inTime;
        } finally {
            queue.remove(self);
        }
    }

    /** As in Semaphore. */
    public void acquireUninterruptibly() {
        acquireUninterruptibly(1);
    }

    /** As in Semaphore. */
    public void acquireUninterruptibly(int count) {
        require(count);
        ModelThread self = Here.self();
        Here.step(this, Effect.ACQUIRE, "asks for the " + name);
        if (!mayTake(count)) {
            queue.add(self);
            Here.await(
                    this,
                    "acquires the " + name,
                    "a permit of the " + name,
                    () -> isNext(self, count));
            queue.remove(self);
        }
        permits -= count;
    }

    private boolean mayTake(int count) {
        return permits >= count && (!fair || queue.isEmpty());
    }

    private boolean isNext(ModelThread self, int count) {
        return permits >= count && queue.get(0) == self;
    }

    private static void require(int count) {
        if (count < 0) {
            throw new IllegalArgumentException();
        }
    }

    /** As in Semaphore. */
    public boolean tryAcquire() {
        return tryAcquire(1);
    }

    /** As in Semaphore. */
    public boolean tryAcquire(int count) {
        require(count);
        Here.step(this, Effect.ACQUIRE, "tries the " + name);
        boolean enough = permits >= count;
        if (enough) {
            permits -= count;
        }
        return enough;
    }

    /** As in Semaphore. */
    public void release() {
        release(1);
    }

    /** As in Semaphore. */
    public void release(int count) {
        require(count);
        Here.step(this, Effect.RELEASE, "releases the " + name);
        permits += count;
    }

    /** As in Semaphore. */
    public int availablePermits() {
        Here.step(this, Effect.READ, "looks at the " + name);
        return permits;
    }

    /** As in Semaphore. */
    public int drainPermits() {
        Here.step(this, Effect.ACQUIRE, "drains the " + name);
        int had = permits;
        permits = 0;
        return had;
    }

    /** As in Semaphore. */
    protected void reducePermits(int reduction) {
        require(reduction);
        Here.step(this, Effect.ACQUIRE, "reduces the " + name);
        permits -= reduction;
    }

    /** As in Semaphore. */
    public boolean isFair() {
        return fair;
    }

    /** As in Semaphore. */
    public final boolean hasQueuedThreads() {
        return getQueueLength() > 0;
    }

    /** As in Semaphore. */
    public final int getQueueLength() {
        return Here.waiting(this);
    }

    @Override
    public String toString() {
        return name + "[Permits = " + permits + "]";
    }
}
