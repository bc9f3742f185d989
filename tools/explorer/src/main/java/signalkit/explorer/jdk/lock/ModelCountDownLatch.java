package signalkit.explorer.jdk.lock;

import java.util.concurrent.TimeUnit;
import signalkit.explorer.jdk.Effect;
import signalkit.explorer.jdk.Here;

/** Stands for {@link java.util.concurrent.CountDownLatch}. */
public class ModelCountDownLatch {
    private final String name = Here.name("CountDownLatch");
    private long count;

    /** As in CountDownLatch. */
    public ModelCountDownLatch(int count) {
        if (count < 0) {
            throw new IllegalArgumentException("count < 0");
        }
        this.count = count;
    }

    /** As in CountDownLatch. */
    public void await() throws InterruptedException {
        await(Here.NEVER);
    }

    /** As in CountDownLatch. */
    public boolean await(long time, TimeUnit unit) throws InterruptedException {
        return await(Here.deadline(unit.toNanos(time)));
    }

    private boolean await(long deadline) throws InterruptedException {
        return Here.awaitInterruptibly(
                Here.interruptible(
                        this,
                        "awaits the " + name,
                        "the " + name,
                        () -> count == 0,
                        deadline,
                        null));
    }

    /** As in CountDownLatch. */
    public void countDown() {
        Here.step(this, Effect.RELEASE, "counts the " + name + " down");
        if (count > 0) {
            count--;
        }
    }

    /** As in CountDownLatch. */
    public long getCount() {
        Here.step(this, Effect.READ, "looks at the " + name);
        return count;
    }

    @Override
    public String toString() {
        return name + "[Count = " + count + "]";
    }
}
