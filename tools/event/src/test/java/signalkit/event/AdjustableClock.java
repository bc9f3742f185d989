package signalkit.event;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import signalkit.posix.Op;
import signalkit.posix.Pthread;
import signalkit.posix.Scheduler;

/** Real threads under a clock that a test can move forward, so that no test waits for time. */
final class AdjustableClock implements Scheduler {
    private final boolean runs;
    private volatile long ahead;
    private volatile Runnable atNextLook;

    /** A clock that also runs by itself. */
    AdjustableClock() {
        this(true);
    }

    private AdjustableClock(boolean runs) {
        this.runs = runs;
    }

    /** A clock that only a test moves, so that things can happen at one and the same moment. */
    static AdjustableClock stopped() {
        return new AdjustableClock(false);
    }

    void advance(Duration time) {
        ahead += time.toNanos(); // by one thread
    }

    /** Runs something when somebody next looks at the clock, as a handler on top of it would. */
    void atNextLook(Runnable run) {
        atNextLook = run;
    }

    @Override
    public long nanoTime() {
        Runnable run = atNextLook;
        if (run != null) {
            atNextLook = null;
            run.run();
        }
        return (runs ? System.nanoTime() : 0) + ahead;
    }

    @Override
    public void start(Pthread thread) {
        thread.carrier().start();
    }

    @Override
    public void park(Pthread self, Object blocker, long deadline) {
        LockSupport.park(blocker);
    }

    @Override
    public void unpark(Pthread thread) {
        LockSupport.unpark(thread.carrier());
    }

    @Override
    public void point(Pthread self, Op op, Object target) {
        self.checkpoint();
    }
}
