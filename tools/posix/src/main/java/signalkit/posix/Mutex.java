package signalkit.posix;

import static signalkit.posix.PosixException.needed;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.AbstractOwnableSynchronizer;
import java.util.concurrent.locks.LockSupport;
import signalkit.posix.inspect.LockTable;

/**
 * A mutual exclusion lock: {@code pthread_mutex_t} in three kinds.
 *
 * <p>A signal that arrives during {@link #lock} runs its handler on top of the waiting thread. The
 * wait then continues; it never reports EINTR (POSIX, {@code pthread_mutex_lock}). A handler must
 * not use a mutex of any kind: the interrupted code may hold it.
 *
 * <p><b>How it works.</b> The fast path is one compare-and-set. A thread that loses it queues
 * itself, tries again, and parks. An unlock frees the lock before it wakes the head of the queue.
 * Both are volatile accesses, in opposite order, so one of the two threads always sees the other. A
 * thread that never queued may take the lock first; POSIX promises no order.
 *
 * <p>It is an ownable synchronizer, so thread dumps and {@code findDeadlockedThreads} show its
 * owner. HotSpot's search ignores cycles of length one. A thread that waits for its own lock is
 * therefore shown as waiting for a <i>witness</i>: a thread whose name says so, and which waits for
 * this lock.
 */
public final class Mutex extends AbstractOwnableSynchronizer {
    private static final long serialVersionUID = 1L;
    private static final VarHandle HELD;

    static {
        try {
            HELD = MethodHandles.lookup().findVarHandle(Mutex.class, "held", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** What happens when the owner locks its mutex again. */
    public enum Kind {
        /** PTHREAD_MUTEX_NORMAL: it deadlocks with itself. */
        NORMAL,
        /** PTHREAD_MUTEX_ERRORCHECK: it gets EDEADLK. */
        ERRORCHECK,
        /** PTHREAD_MUTEX_RECURSIVE: it holds the lock once more. */
        RECURSIVE
    }

    private static final Kind DEFAULT =
            Kind.valueOf(
                    System.getProperty("signalkit.mutex", Kind.NORMAL.name())
                            .toUpperCase(Locale.ROOT));

    private final String name;
    private final Kind kind;
    private final transient ConcurrentLinkedQueue<Pthread> waiters = new ConcurrentLinkedQueue<>();
    private final transient LockTable.Entry row;
    private volatile boolean held;

    // This lock itself must be held when using this; a test sets it:
    int relocks;

    /**
     * A mutex of the default kind, in the process of the calling thread.
     *
     * <p>That kind is NORMAL; the system property {@code signalkit.mutex} makes it another one, as
     * a system may choose what PTHREAD_MUTEX_DEFAULT is (POSIX, {@code pthread_mutexattr_settype}).
     *
     * @param name shown by thread dumps and lock tables
     */
    public Mutex(String name) {
        this(name, DEFAULT);
    }

    /**
     * A mutex in the process of the calling thread.
     *
     * @param name shown by thread dumps and lock tables
     * @param kind what relocking does
     */
    public Mutex(String name, Kind kind) {
        this.name = needed(name, "the name of a mutex");
        this.kind = needed(kind, "the kind of a mutex");
        Points.look();
        this.row = PosixProcess.current().locks().add(this);
    }

    /**
     * Locks, waiting as long as it takes: {@code pthread_mutex_lock}.
     *
     * @throws PosixException EDEADLK when an ERRORCHECK mutex is the caller's own already; EAGAIN
     *     when a RECURSIVE one cannot count further
     */
    public void lock() {
        Points.point(Op.LOCK, this);
        if (!acquire() && !relock()) {
            await(Scheduler.NEVER);
        }
    }

    /**
     * Locks if that is possible at once: {@code pthread_mutex_trylock}.
     *
     * @return false where POSIX reports EBUSY
     * @throws PosixException EAGAIN when a RECURSIVE mutex cannot count further
     */
    public boolean tryLock() {
        Points.point(Op.LOCK, this);
        return acquire() || (kind == Kind.RECURSIVE && relock());
    }

    /**
     * Locks, waiting for a limited time: {@code pthread_mutex_timedlock}.
     *
     * @param time how long at most; zero or less does not wait
     * @return false where POSIX reports ETIMEDOUT
     * @throws PosixException EDEADLK when an ERRORCHECK mutex is the caller's own already; EAGAIN
     *     when a RECURSIVE one cannot count further; EINVAL when the time is null
     */
    public boolean tryLock(Duration time) {
        needed(time, "the time of a wait for a mutex");
        Points.point(Op.LOCK, this);
        return acquire()
                || relock()
                || await(Pthread.self().process().scheduler().deadlineIn(time));
    }

    /**
     * Unlocks: {@code pthread_mutex_unlock}.
     *
     * @throws PosixException EPERM when the caller does not hold it, whatever its kind
     */
    public void unlock() {
        Points.point(Op.UNLOCK, this);
        requireOwner("unlock");
        unlockOnce();
    }

    /**
     * Takes a mutex that is no longer needed out of the lock table: {@code pthread_mutex_destroy}.
     *
     * <p>POSIX leaves a later use undefined; here the lock still works, only unseen by the table.
     *
     * @return false where POSIX reports EBUSY: somebody holds it or waits for it; nothing changes
     */
    public boolean destroy() {
        Points.look();
        boolean unused = !held && waiters.isEmpty();
        if (unused) {
            row.remove();
        }
        return unused;
    }

    /**
     * Whether the calling thread holds this mutex, in handler context or below it.
     *
     * @return true for the owner
     */
    public boolean isHeldByCurrentThread() {
        Points.look();
        return isOwn();
    }

    private boolean isOwn() {
        return getExclusiveOwnerThread() == Thread.currentThread();
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
     * What relocking does.
     *
     * @return the kind given at creation
     */
    public Kind kind() {
        return kind;
    }

    /**
     * The thread that holds this mutex; it may have ended and left the lock stranded.
     *
     * @return null when it is free
     */
    public Thread owner() {
        Points.look();
        return getExclusiveOwnerThread();
    }

    /**
     * The threads that wait for this mutex, the longest first.
     *
     * @return a copy
     */
    public List<Pthread> waiters() {
        Points.point(Op.SIGNAL, "looks who waits for " + name);
        return List.copyOf(waiters);
    }

    /** For {@link Cond}: an unlock without a point. */
    void unlockOnce() {
        if (relocks > 0) {
            relocks--;
        } else {
            release();
        }
    }

    /** For {@link Cond}: takes back what {@link #unlockOnce} gave up. */
    void lockOnce() {
        if (!acquire() && !(kind == Kind.RECURSIVE && relock())) {
            await(Scheduler.NEVER);
        }
    }

    private boolean acquire() {
        if (HELD.compareAndSet(this, false, true)) {
            setExclusiveOwnerThread(Thread.currentThread());
            return true;
        }
        return false;
    }

    private boolean relock() {
        if (kind == Kind.NORMAL || !isOwn()) {
            return false;
        }
        if (kind == Kind.ERRORCHECK) {
            throw PosixException.returned(Errno.EDEADLK, "this thread holds " + name + " already");
        }
        if (relocks == Integer.MAX_VALUE) {
            throw PosixException.returned(Errno.EAGAIN, name + " is locked too often to count");
        }
        relocks++;
        return true;
    }

    private void release() {
        setExclusiveOwnerThread(null);
        held = false;
        wakeFirst();
    }

    private void wakeFirst() {
        Pthread first = waiters.peek();
        if (first != null) {
            first.unpark();
        }
    }

    private boolean await(long deadline) {
        Pthread self = Pthread.self();
        SelfDeadlock own = isOwn() ? SelfDeadlock.of(this, self) : null;
        waiters.add(self);
        boolean acquired = false;
        try {
            while (!(acquired = acquire()) && !self.isPast(deadline)) {
                if (self.hasSignal()) {
                    handleOutside(self);
                } else {
                    self.parkToTheEnd(own == null ? this : own, deadline);
                }
            }
            return acquired;
        } finally {
            waiters.remove(self);
            if (!acquired) {
                passOn();
            }
            if (own != null) {
                own.end();
            }
        }
    }

    /** A thread in a handler does not wait for this lock. */
    private void handleOutside(Pthread self) {
        waiters.remove(self);
        passOn();
        try {
            self.checkpoint();
        } finally {
            waiters.add(self);
        }
    }

    /** Who leaves the queue without the lock may have been woken for it: then the next one is. */
    private void passOn() {
        if (!held) {
            wakeFirst();
        }
    }

    /** Throws EPERM unless the calling thread is the owner. */
    void requireOwner(String action) {
        if (!isOwn()) {
            Thread owner = getExclusiveOwnerThread();
            throw PosixException.returned(
                    Errno.EPERM,
                    "cannot "
                            + action
                            + " "
                            + name
                            + ": "
                            + (owner == null ? "nobody holds it" : owner.getName() + " holds it"));
        }
    }

    @Override
    public String toString() {
        return name;
    }

    /** What a thread parks on that waits for a lock of its own; shown by the name of the lock. */
    static final class SelfDeadlock extends AbstractOwnableSynchronizer implements Runnable {
        private static final long serialVersionUID = 1L;

        private final Mutex mutex;
        private transient volatile boolean ended;

        /** A witness and its thread; none under a scheduler that sees the cycle without. */
        static SelfDeadlock of(Mutex mutex, Pthread self) {
            return self.process().scheduler().isControlled() ? null : new SelfDeadlock(mutex);
        }

        private SelfDeadlock(Mutex mutex) {
            this.mutex = mutex;
            String victim = Thread.currentThread().getName();
            Thread witness = new Thread(this, "self-deadlock on " + mutex.name + " of " + victim);
            witness.setDaemon(true);
            setExclusiveOwnerThread(witness);
            witness.start();
        }

        @Override
        public void run() {
            while (!ended) {
                LockSupport.park(mutex);
            }
        }

        @Override
        public String toString() {
            return mutex.name;
        }

        void end() {
            ended = true;
            LockSupport.unpark(getExclusiveOwnerThread());
        }
    }
}
