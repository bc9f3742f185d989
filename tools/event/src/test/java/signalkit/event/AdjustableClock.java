package signalkit.event;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import signalkit.posix.Op;
import signalkit.posix.Pthread;
import signalkit.posix.Scheduler;

/** Real threads under a clock that a test can move forward, so that no test waits for time. */
final class AdjustableClock implements Scheduler {
    private volatile long ahead;

    void advance(Duration time) {
        ahead += time.toNanos(); // by one thread
    }

    @Override
    public long nanoTime() {
        return System.nanoTime() + ahead;
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
