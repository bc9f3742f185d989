package signalkit.explorer.turn;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import signalkit.posix.Carrier;
import signalkit.posix.Pthread;

/**
 * The Java threads of one worker, used again in each of its runs: to start a thread costs more than
 * a run does. They are threads of the system, or {@link Coroutine}s of the worker.
 *
 * <p>The threads of a run take turns, and so do the runs, so nothing here is locked.
 */
public final class ThreadPool implements AutoCloseable {
    /** Carries the n-th thread of every run. */
    static final class PooledThread extends Carrier {
        private volatile Pthread next;
        private volatile boolean closed;

        /** Null for a thread of the system. */
        private Coroutine coroutine;

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

        /** Carries a thread as a coroutine, from the next time on that this is resumed. */
        void begin(Pthread thread) {
            next = thread;
            if (coroutine == null) {
                coroutine = new Coroutine(this, this::carryAll);
            }
        }

        private void carryAll() {
            do {
                carry(next);
                interrupted();
            } while (Coroutine.suspend());
            throw new IllegalStateException(this + " cannot be suspended between two runs");
        }

        void resume(Thread driver) {
            coroutine.resume(driver);
        }

        @Override
        public StackTraceElement[] getStackTrace() {
            return coroutine == null || this == currentThread()
                    ? super.getStackTrace()
                    : coroutine.stack();
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

    private final boolean hasCoroutines;
    private final AtomicInteger points = new AtomicInteger();
    private List<PooledThread> threads = new ArrayList<>();
    private Thread driver;
    private int used;

    /** A pool of threads of the system. */
    public ThreadPool() {
        this(false);
    }

    private ThreadPool(boolean hasCoroutines) {
        this.hasCoroutines = hasCoroutines;
    }

    /** A pool of coroutines where the JVM has them. */
    public static ThreadPool ofCoroutines() {
        return new ThreadPool(Coroutine.areAvailable());
    }

    /** Whether nobody but {@link #points} tells when a run makes no progress. */
    public boolean hasCoroutines() {
        return hasCoroutines;
    }

    /** Another number after each point that a coroutine comes to; any thread may ask. */
    public int points() {
        return points.get();
    }

    /** A run begins: all threads are free. */
    public Turn reset() {
        used = 0;
        if (!hasCoroutines) {
            return new ThreadTurn();
        }
        if (driver != Thread.currentThread()) {
            // A coroutine goes on where it began: compiled code of it may know the driver.
            threads = new ArrayList<>();
            driver = Thread.currentThread();
        }
        return new CoroutineTurn(points);
    }

    public Carrier next() {
        if (used == threads.size()) {
            threads.add(new PooledThread(used));
        }
        return threads.get(used++);
    }

    /** Some thread does not come back: it is left alone, and so are the others of its run. */
    public void abandon() {
        threads.forEach(PooledThread::close);
        threads = new ArrayList<>();
    }

    @Override
    public void close() {
        threads.forEach(PooledThread::close);
    }
}
