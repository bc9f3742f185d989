package signalkit.posix.ipc;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import signalkit.annotations.AsyncSignalSafe;
import signalkit.posix.Errno;
import signalkit.posix.Op;
import signalkit.posix.Points;
import signalkit.posix.PosixException;
import signalkit.posix.Pthread;
import signalkit.posix.Scheduler;

/**
 * A counting semaphore: {@code sem_t}. Its {@link #post} is the one wake-up that a handler may use.
 *
 * <p>A handler that runs during a wait ends it with EINTR, unless it was installed with SA_RESTART.
 * A wait for a limited time ends with EINTR in any case, as on Linux. Thread-safe.
 */
public final class Sem {
    /** SEM_VALUE_MAX of Linux. */
    public static final int MAX = Integer.MAX_VALUE;

    private final String name;
    private final AtomicInteger value;
    private final ConcurrentLinkedQueue<Pthread> waiters = new ConcurrentLinkedQueue<>();

    /**
     * A semaphore: {@code sem_init}.
     *
     * @param name shown by thread dumps and by the explorer
     * @param value how many waits succeed before the first {@link #post}
     * @throws PosixException EINVAL when the name is null or the value negative
     */
    public Sem(String name, int value) {
        if (name == null || value < 0) {
            throw new PosixException(
                    Errno.EINVAL, "semaphore " + name + " cannot begin with " + value);
        }
        Points.look();
        this.name = name;
        this.value = new AtomicInteger(value);
    }

    /**
     * Adds one and wakes a waiter: {@code sem_post}.
     *
     * @throws PosixException EOVERFLOW when the value is {@link #MAX} already
     */
    @AsyncSignalSafe("POSIX XSH 2.4.3 lists it; here: one compare-and-set and a wake-up")
    public void post() {
        Points.point(Op.OUTPUT, this);
        int before = value.getAndUpdate(now -> now == MAX ? now : now + 1);
        if (before == MAX) {
            throw new PosixException(Errno.EOVERFLOW, name + " cannot count further");
        }
        // All: the first may be in a handler, and then it does not take what was posted.
        for (Pthread waiter : waiters) {
            waiter.unpark();
        }
    }

    /**
     * Takes one, waiting for it as long as it takes: {@code sem_wait}.
     *
     * @throws PosixException EINTR when a handler without SA_RESTART ran first
     */
    public void await() {
        await(Scheduler.NEVER);
    }

    /**
     * Takes one, waiting for a limited time: {@code sem_timedwait}.
     *
     * @param time how long at most; zero or less does not wait
     * @return false, with {@code errno} ETIMEDOUT, when there was none in time
     * @throws PosixException EINTR when a handler ran first; EINVAL when the time is null
     */
    public boolean await(Duration time) {
        if (time == null) {
            throw new PosixException(Errno.EINVAL, "the time of a wait for " + name + " is null");
        }
        return await(Pthread.self().process().scheduler().deadlineIn(time));
    }

    private boolean await(long deadline) {
        Points.point(Op.INPUT, this);
        Pthread self = Pthread.cancellable();
        Scheduler scheduler = self.process().scheduler();
        long before = interruptions(self, deadline);
        waiters.add(self);
        try {
            while (!take()) {
                if (scheduler.isPast(deadline)) {
                    Errno.set(Errno.ETIMEDOUT);
                    return false;
                }
                self.park(this, deadline);
                self.checkpoint();
                if (interruptions(self, deadline) != before) {
                    throw new PosixException(Errno.EINTR, "a handler ended the wait for " + name);
                }
            }
            return true;
        } finally {
            waiters.remove(self);
        }
    }

    private static long interruptions(Pthread self, long deadline) {
        return deadline == Scheduler.NEVER ? self.handledWithoutRestart() : self.handled();
    }

    /**
     * Takes one if there is one: {@code sem_trywait}.
     *
     * @return false, with {@code errno} EAGAIN, when there is none
     */
    public boolean tryAwait() {
        Points.point(Op.INPUT, this);
        boolean taken = take();
        if (!taken) {
            Errno.set(Errno.EAGAIN);
        }
        return taken;
    }

    private boolean take() {
        return value.getAndUpdate(now -> now == 0 ? 0 : now - 1) > 0;
    }

    /**
     * The value now: {@code sem_getvalue}.
     *
     * @return 0 or more
     */
    @AsyncSignalSafe("reads one volatile field")
    public int value() {
        Points.point(Op.INPUT, this);
        return value.get();
    }

    /**
     * The threads that wait, the longest first.
     *
     * @return a copy
     */
    public List<Pthread> waiters() {
        Points.point(Op.SIGNAL, "looks who waits for " + name);
        return List.copyOf(waiters);
    }

    @Override
    public String toString() {
        return name;
    }
}
