package signalkit.posix;

import java.util.concurrent.locks.LockSupport;

/** Real threads, real parallelism: parks are {@link LockSupport} parks, points deliver signals. */
final class NativeScheduler implements Scheduler {
    static final NativeScheduler INSTANCE = new NativeScheduler();

    private NativeScheduler() {}

    @Override
    public void start(Pthread thread) {
        thread.carrier().start();
    }

    @Override
    public void park(Pthread self, Object blocker, long deadline) {
        if (deadline == NEVER) {
            LockSupport.park(blocker);
        } else {
            LockSupport.parkNanos(blocker, deadline - System.nanoTime());
        }
    }

    @Override
    public void unpark(Pthread thread) {
        LockSupport.unpark(thread.carrier());
    }

    @Override
    public void point(Pthread self, Op op, Object target) {
        if (self.aiming) {
            return;
        }
        if (Points.isAimed()) {
            self.aiming = true;
            try {
                self.process().aims().at(self);
            } finally {
                self.aiming = false;
            }
        }
        self.checkpoint();
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }
}
