package signalkit.explorer.run;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import signalkit.posix.Carrier;
import signalkit.posix.Pthread;

/**
 * The Java threads of one worker, used again in each of its runs: to start a thread costs more than
 * a run does.
 *
 * <p>The threads of a run take turns, and so do the runs, so nothing here is locked.
 */
public final class ThreadPool implements AutoCloseable {
    /** Carries the n-th thread of every run. */
    static final class PooledThread extends Carrier {
        private volatile Pthread next;
        private volatile boolean closed;

        PooledThread(int number) {
            super("explorer-thread-" + number);
        }

        void take(Pthread thread) {
            next = thread;
            if (getState() == State.NEW) {
                start();
            } else {
                LockSupport.unpark(this);
            }
        }

        void close() {
            closed = true;
            LockSupport.unpark(this);
        }

        @Override
        public void run() {
            while (!closed) {
                Pthread thread = next;
                if (thread == null) {
                    LockSupport.park(this);
                } else {
                    next = null;
                    carry(thread);
                    interrupted();
                }
            }
        }
    }

    private List<PooledThread> threads = new ArrayList<>();
    private int used;

    /** A run begins: all threads are free. */
    void reset() {
        used = 0;
    }

    PooledThread next() {
        if (used == threads.size()) {
            threads.add(new PooledThread(used));
        }
        return threads.get(used++);
    }

    /** Some thread does not come back: it is left alone, and so are the others of its run. */
    void abandon() {
        threads.forEach(PooledThread::close);
        threads = new ArrayList<>();
    }

    @Override
    public void close() {
        threads.forEach(PooledThread::close);
    }
}
