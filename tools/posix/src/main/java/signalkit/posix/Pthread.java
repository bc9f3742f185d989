package signalkit.posix;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import signalkit.posix.Sigaction.Siginfo;
import signalkit.posix.Sigaction.SiginfoHandler;
import signalkit.posix.life.ThreadEnding;
import signalkit.posix.life.Unwinding;

/**
 * A thread of an emulated process: what {@code pthread_t} names.
 *
 * <p>Threads are daemons, so the process ends when {@code main} returns, as in C. The mask is
 * inherited at creation; a new thread has no pending signal (POSIX, {@code pthread_create}). Every
 * method may be called from any thread.
 */
public final class Pthread {
    private static final ThreadLocal<Pthread> ADOPTED = new ThreadLocal<>();

    private static volatile Runnable handlerReturn;

    private final PosixProcess process;
    private final Thread carrier;
    private final String name;
    private final Runnable body;
    private final List<Pthread> watchers = new CopyOnWriteArrayList<>();
    private final ThreadEnding life = new ThreadEnding(this);
    private volatile boolean ended;

    // Only this thread uses these:
    Errno errno = Errno.NONE;
    Siginfo taken;
    private long handled;
    private long handledWithoutRestart;

    // This thread writes them; anyone may read a copy:
    private final List<Signal> handlers = new CopyOnWriteArrayList<>();
    private volatile Runnable waker;

    // The process's kernel must be held when using these (this thread alone writes mask, so it
    // may read mask without):
    long mask;
    long maskBeforeSuspend;
    boolean suspended;
    final PendingSignals pending = new PendingSignals();

    // While it waits for signals; else 0:
    long awaited;
    long maskBeforeWait;

    // The process's kernel must be held when writing this. A signal is on its way to this thread
    // (TIF_SIGPENDING), which keeps the next one from being aimed at it too:
    volatile boolean signalled;

    // Of this thread alone: whether its scheduler asks the aims, whose calls are no points of it.
    boolean aiming;

    /** A thread that the scheduler will start. */
    Pthread(PosixProcess process, String name, Runnable body, long mask) {
        this.process = process;
        this.body = body;
        this.mask = mask;
        this.name = name;
        this.carrier = process.scheduler().carrier(this, name);
    }

    /** A Java thread that runs already and becomes one of the process. */
    Pthread(PosixProcess process, Thread running, long mask) {
        this.process = process;
        this.body = null;
        this.mask = mask;
        this.name = running.getName();
        this.carrier = running;
        ADOPTED.set(this);
    }

    /**
     * Creates and starts a thread of the calling thread's process: {@code pthread_create}.
     *
     * @param name shown by thread dumps and by the kit's tables
     * @param body runs on the new thread; an exception ends that thread, not the process
     * @return the new thread
     * @throws PosixException EAGAIN when the system has no thread left
     */
    public static Pthread create(String name, Runnable body) {
        Pthread self = self();
        Points.point(Op.THREAD_CREATE, null);
        return self.process.create(name, body, self.mask);
    }

    /**
     * The calling thread, never null: {@code pthread_self}.
     *
     * <p>A Java thread that belongs to no process is adopted by the default one: the first as its
     * main thread, every later one with all signals blocked, since it is not the program's own.
     */
    public static Pthread self() {
        Points.look();
        Pthread self = selfOrNull();
        return self != null ? self : PosixProcess.main().kernel().adopt(Thread.currentThread());
    }

    /** As {@link #self}, for a cancellation point: a thread that was cancelled ends here. */
    public static Pthread cancellable() {
        Pthread self = self();
        self.life.testCancel();
        return self;
    }

    /** The calling thread when it belongs to an emulated process, else null. */
    public static Pthread selfOrNull() {
        Thread current = Thread.currentThread();
        // A field is cheaper to reach than a thread-local.
        return current instanceof Carrier own ? own.carried() : ADOPTED.get();
    }

    /**
     * Waits until this thread has ended: {@code pthread_join}, which never fails with EINTR.
     *
     * @throws PosixException EDEADLK when a thread joins itself; EINVAL when another thread waits
     *     in this call already, when it is detached, or when it was adopted, since nobody created
     *     it; ESRCH when it was joined before. {@code errno} stays as it was.
     */
    public void join() {
        join(Scheduler.NEVER);
    }

    /** As {@link #join()}, until a deadline of its {@link Scheduler}; whether it has ended. */
    public boolean join(long deadline) {
        Pthread self = self(); // as in glibc, a cancellation point only if it waits
        Points.point(Op.THREAD_JOIN, this);
        if (self == this) {
            life.testCancel();
            throw PosixException.returned(Errno.EDEADLK, "a thread cannot join itself");
        }
        if (isAdopted()) {
            throw PosixException.returned(Errno.EINVAL, this + " was not made by Pthread.create");
        }
        requireOf(process);
        life.beginJoin(self);
        boolean joined = false;
        try {
            joined = untilEnded(self, deadline);
            return joined;
        } finally {
            life.endJoin(joined);
        }
    }

    /** Waits for the end and leaves the thread to be joined, any number of times: for tools. */
    public void awaitEnd() {
        Points.point(Op.THREAD_JOIN, this);
        untilEnded(self(), Scheduler.NEVER);
    }

    private boolean untilEnded(Pthread self, long deadline) {
        watchers.add(self);
        try {
            while (true) {
                self.checkpoint();
                if (ended || self.isPast(deadline)) {
                    return ended;
                }
                self.park(this, deadline);
            }
        } finally {
            watchers.remove(self);
        }
    }

    /** The name given at creation, or that of the Java thread that was adopted. */
    public String name() {
        return name;
    }

    /** Whether the thread has not run to its end. */
    public boolean isAlive() {
        Points.point(Op.SIGNAL, "looks whether it lives");
        return hasNotEnded();
    }

    /** As {@link #isAlive}, for the kernel; not an interruption point. */
    boolean hasNotEnded() {
        return isAdopted() ? carrier.isAlive() : !ended;
    }

    /** The handlers that run on this thread now, the interrupted one first; a copy. */
    public List<Signal> handlers() {
        return List.copyOf(handlers);
    }

    /** How many handlers run on this thread now. */
    public int handlerDepth() {
        return handlers.size();
    }

    /** The mask of this thread, the calling one: {@link Signals#sigmask()} for tools. */
    public SignalSet mask() {
        return SignalSet.ofBits(mask);
    }

    /** Has code run each time that a handler returns, on its thread, in all processes. */
    public static void onHandlerReturn(Runnable listener) {
        handlerReturn = listener;
    }

    /** The Java thread that carries this one: for thread dumps and for schedulers. */
    public Thread carrier() {
        return carrier;
    }

    /** The process of this thread. */
    public PosixProcess process() {
        return process;
    }

    /**
     * Blocks until unparked or until the deadline: for the kit's own blocking calls.
     *
     * <p>A caller loops: {@link #checkpoint}, then its condition, then this. In that order no
     * wake-up is lost, even when a handler on top has used up the permit. A thread that was
     * cancelled ends here.
     *
     * @param blocker what the thread waits for
     * @param deadline in the units of {@link Scheduler#nanoTime}, or {@link Scheduler#NEVER}
     */
    public void park(Object blocker, long deadline) {
        life.testCancel();
        parkToTheEnd(blocker, deadline);
    }

    /** As {@link #park}, for a wait that cannot be cancelled: for a mutex. */
    public void parkToTheEnd(Object blocker, long deadline) {
        process.scheduler().park(this, blocker, deadline);
    }

    /** Wakes this thread from {@link #park}, or makes its next park return at once. */
    public void unpark() {
        process.scheduler().unpark(this);
    }

    /**
     * Runs a foreign wait that a signal can end, such as a selector's.
     *
     * @param wakeUp ends the wait from another thread, also when it comes just before the wait
     * @param wait the wait; it may end early for no reason
     * @return the error: NONE, or EINTR when at least one handler ran (epoll_wait(2): a wait for
     *     events is never restarted)
     */
    public Errno interruptibly(Runnable wakeUp, Runnable wait) {
        long before = handled;
        Runnable outer = waker;
        waker = wakeUp;
        try {
            checkpoint();
            life.testCancel();
            if (handled == before) {
                wait.run();
            }
            life.testCancel();
        } finally {
            waker = outer;
        }
        checkpoint();
        if (handled == before) {
            return Errno.NONE;
        }
        errno = Errno.EINTR;
        return errno;
    }

    /** Delivers to this thread, the calling one, all signals that are pending and unblocked. */
    public void checkpoint() {
        Kernel kernel = process.kernel();
        long decided = -1;
        while (signalled || kernel.isArmed()) {
            Kernel.Dequeued next = kernel.dequeue(this);
            if (next == null) {
                return;
            }
            deliver(next);
            // The first signal decides whether the call that it interrupts restarts. A second one
            // that was pending below it interrupts its return, and not the call.
            decided = decided < 0 ? handledWithoutRestart : decided;
            handledWithoutRestart = decided;
        }
    }

    /** The frame that marks, in every stack trace, where handler context begins. */
    private void deliver(Kernel.Dequeued next) {
        handlers.add(next.signal());
        Siginfo info = taken;
        long before = handledWithoutRestart;
        try {
            // Linux pushes the frames of all deliverable signals before it returns to user code,
            // so the signal that is taken last runs first, on top of the others.
            checkpoint();
            process.scheduler().handlerBegins(this);
            if (next.action().handler() instanceof SiginfoHandler told) {
                told.handle(info);
            } else {
                next.action().handler().handle(next.signal());
            }
        } catch (Unwinding end) {
            process.scheduler().handlerLeft(this);
            throw end;
        } catch (Throwable thrown) {
            process.abort(this, next.signal(), thrown);
        } finally {
            handlers.remove(handlers.size() - 1);
            Runnable listener = handlerReturn;
            if (listener != null) {
                listener.run();
            }
        }
        handled++;
        // Handlers on top of this one have interrupted it, and not the call that it interrupted.
        boolean restarts = next.action().has(Sigaction.Flag.RESTART);
        handledWithoutRestart = restarts ? before : before + 1;
        Points.beforeHandlerReturns(this, next.maskAfter());
        process.kernel().setMask(this, next.maskAfter());
    }

    /** Whether {@link #checkpoint} has something to do: most often, a signal is on its way here. */
    public boolean hasSignal() {
        Kernel kernel = process.kernel();
        return signalled || (kernel.isArmed() && kernel.concerns(this));
    }

    /** Whether this is a Java thread that ran before it became one of the process. */
    public boolean isAdopted() {
        return body == null;
    }

    /** How it ends, beside {@link #join}: for {@code signalkit.posix.life}. */
    public ThreadEnding life() {
        return life;
    }

    /** ESRCH for a thread of another process, and for one that was joined: it is gone. */
    public void requireOf(PosixProcess asked) {
        if (process != asked) {
            throw PosixException.returned(Errno.ESRCH, this + " is no thread of process " + asked);
        }
        if (life.isJoined()) {
            throw PosixException.returned(Errno.ESRCH, this + " has ended and was joined");
        }
    }

    /** The process has struck this thread off its list. */
    void setEnded() {
        ended = true;
    }

    /** How many handlers have returned on this thread; for it alone, and for its scheduler. */
    public long handled() {
        return handled;
    }

    /** How many handlers without RESTART have interrupted this thread, the calling one. */
    public long handledWithoutRestart() {
        return handledWithoutRestart;
    }

    boolean isPast(long deadline) {
        return process.scheduler().isPast(deadline);
    }

    /** Ends whatever wait this thread is in, so that it looks what has happened to it. */
    public void interrupt() {
        Runnable foreign = waker;
        if (foreign != null) {
            foreign.run();
        }
        unpark();
    }

    /** What its carrier calls. */
    void run() {
        try {
            process.scheduler().began(this);
            life.run(body, process.kernel().isMain(this));
        } catch (ProcessEnded end) {
            // The process is gone; this thread goes with it.
        } catch (Throwable thrown) {
            process.uncaught(this, thrown);
        } finally {
            process.kernel().remove(this);
            watchers.forEach(Pthread::unpark);
            process.scheduler().ended(this);
        }
    }

    @Override
    public String toString() {
        return name();
    }
}
