package signalkit.lessons.shutdownprotocol;

import java.util.concurrent.atomic.AtomicInteger;

/** Jobs that take a while, and notice each other if they run at the same time. */
final class JobsAtOnce {
    private static final long WHILE = 1;

    private final AtomicInteger running = new AtomicInteger();
    private volatile boolean met;

    /** What each job does. */
    void work() {
        if (running.incrementAndGet() > 1) {
            met = true;
        }
        sleep(WHILE); // A job that begins meanwhile needs no preemption.
        running.decrementAndGet();
    }

    /** Whether two of them have run at the same time. */
    boolean met() {
        return met;
    }

    /** Takes that many milliseconds, on the clock of a run: others continue until they wait. */
    static void sleep(long milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
