package signalkit.posix;

import static signalkit.posix.PosixException.needed;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A condition variable: {@code pthread_cond_t}.
 *
 * <p>A signal that arrives during {@link #await} runs its handler on top of the waiting thread
 * while the mutex is free. The wait then continues; it never reports EINTR (POSIX, {@code
 * pthread_cond_wait}). Only under an explorer are there spurious wake-ups. Do not rely on their
 * absence: POSIX permits them. A handler must not call it.
 */
public final class Cond {
    /** One wait; it stays in the queue while a handler runs on top of its thread. */
    private static final class Wait {
        private final Pthread thread;
        private volatile boolean signalled;

        Wait(Pthread thread) {
            this.thread = thread;
        }
    }

    private final String name;
    private final ConcurrentLinkedQueue<Wait> waits = new ConcurrentLinkedQueue<>();

    /**
     * A condition variable in the process of the calling thread.
     *
     * @param name shown by thread dumps and lock tables
     */
    public Cond(String name) {
        this.name = needed(name, "the name of a condition variable");
        Points.look();
        PosixProcess.current().locks().add(this);
    }

    /**
     * Unlocks the mutex, waits for a signal, and locks again: {@code pthread_cond_wait}.
     *
     * <p>It unlocks once, as glibc does. A RECURSIVE mutex that its owner has locked twice stays
     * locked during the wait, so that nobody who needs it can signal: the wait hangs.
     *
     * @param mutex held by the caller
     * @throws PosixException EPERM when the caller does not hold the mutex, EINVAL when it is null
     */
    public void await(Mutex mutex) {
        await(mutex, Scheduler.NEVER);
    }

    /**
     * As {@link #await(Mutex)}, for a limited time: {@code pthread_cond_timedwait}.
     *
     * @param mutex held by the caller
     * @param time how long at most, not counting the time to lock again; zero or less frees the
     *     mutex and locks it again
     * @return false where POSIX reports ETIMEDOUT
     * @throws PosixException EPERM when the caller does not hold the mutex, EINVAL when an argument
     *     is null
     */
    public boolean await(Mutex mutex, Duration time) {
        needed(time, "the time of a wait");
        return await(mutex, Pthread.self().process().scheduler().deadlineIn(time));
    }

    private boolean await(Mutex mutex, long deadline) {
        needed(mutex, "the mutex of a wait");
        Points.point(Op.COND_WAIT, this);
        mutex.requireOwner("wait on " + name + " with");
        Pthread self = Pthread.cancellable();
        Wait wait = new Wait(self);
        waits.add(wait);
        mutex.unlockOnce();
        try {
            while (true) {
                self.checkpoint();
                if (wait.signalled) {
                    return true;
                }
                if (self.isPast(deadline)) {
                    // Whoever takes the wait out of the queue decides how it ended.
                    return !waits.remove(wait);
                }
                self.park(this, deadline);
                if (self.process().scheduler().wokeSpuriously(self)) {
                    return true;
                }
            }
        } finally {
            waits.remove(wait);
            mutex.lockOnce();
        }
    }

    /**
     * Wakes a thread that waits, if any does: {@code pthread_cond_signal}. It is the one that waits
     * longest, but under an explorer it may be any.
     */
    public void signal() {
        Points.point(Op.COND_SIGNAL, this);
        Pthread self = Pthread.selfOrNull();
        boolean isChosen = self != null && self.process().scheduler().isControlled();
        List<Wait> all = isChosen ? List.copyOf(waits) : List.of();
        if (all.size() < 2) {
            wake(waits.poll());
            return;
        }
        List<Pthread> threads = all.stream().map(each -> each.thread).toList();
        Wait chosen = all.get(self.process().scheduler().chooseWaiter(self, threads));
        waits.remove(chosen);
        wake(chosen);
    }

    /** Wakes every thread that waits now: {@code pthread_cond_broadcast}. */
    public void broadcast() {
        Points.point(Op.COND_SIGNAL, this);
        Wait wait = waits.poll();
        while (wait != null) {
            wake(wait);
            wait = waits.poll();
        }
    }

    /**
     * The name given at creation.
     *
     * @return for messages
     */
    public String name() {
        return name;
    }

    /**
     * The threads that wait, the longest first.
     *
     * @return a copy
     */
    public List<Pthread> waiters() {
        Points.point(Op.SIGNAL, "looks who waits for " + name);
        return waits.stream().map(wait -> wait.thread).toList();
    }

    private static void wake(Wait wait) {
        if (wait != null) {
            wait.signalled = true;
            wait.thread.unpark();
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
