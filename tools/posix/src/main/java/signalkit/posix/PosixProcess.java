package signalkit.posix;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The signal part of one POSIX process, emulated for Java threads.
 *
 * <p>The default process is the one that the JVM was started for: its signals come from the
 * operating system too, and its end is the JVM's. Tests and explorers make processes of their own,
 * any number in one JVM. Thread-safe.
 *
 * <p><b>How it works.</b> All signal state is guarded by one lock, {@code kernel}, which is a leaf:
 * nothing is called while it is held but the wake-up of a thread. A signal is first
 * <i>generated</i>: it becomes a bit in the pending set of a thread or of the process, and one
 * thread is woken. It is <i>delivered</i> when a thread takes that bit at one of its own points, so
 * a handler always runs on the stack of the thread that it interrupts.
 */
public final class PosixProcess {
    private static final long STOP_SIGNALS =
            SignalSet.of(Signal.STOP, Signal.TSTP, Signal.TTIN, Signal.TTOU).bits;
    private static final long UNCATCHABLE = SignalSet.of(Signal.KILL, Signal.STOP).bits;
    private static final PosixProcess MAIN =
            new PosixProcess("main", NativeScheduler.INSTANCE, true);

    /** A signal that a thread has taken and is about to handle. */
    record Dequeued(Signal signal, Sigaction action, long maskBefore) {}

    private final String name;
    private final Scheduler scheduler;
    private final boolean ownsJvm;
    private final LockTable locks = new LockTable();
    private final Object kernel = new Object();

    // kernel must be held when using these:
    private final Sigaction[] actions = new Sigaction[32];
    private final List<Pthread> threads = new ArrayList<>();
    private final List<Throwable> uncaught = new ArrayList<>();
    private Pthread mainThread;
    private long pending;
    private int nextTarget;
    private boolean stopped;
    private boolean armed;
    private int status = -1;

    // kernel must be held when writing this:
    private volatile Delivery delivery = Delivery.POSIX;

    /**
     * A process of its own, with real threads.
     *
     * @param name for messages
     */
    public PosixProcess(String name) {
        this(name, NativeScheduler.INSTANCE, false);
    }

    /**
     * A process of its own, under a scheduler of the caller's.
     *
     * @param name for messages
     * @param scheduler runs all its threads
     */
    public PosixProcess(String name, Scheduler scheduler) {
        this(name, scheduler, false);
    }

    private PosixProcess(String name, Scheduler scheduler, boolean ownsJvm) {
        this.name = name;
        this.scheduler = scheduler;
        this.ownsJvm = ownsJvm;
        Arrays.fill(actions, Sigaction.DEFAULT);
    }

    /**
     * The process of the calling thread, or the default one when it belongs to none.
     *
     * @return never null
     */
    public static PosixProcess current() {
        Pthread self = Pthread.selfOrNull();
        return self == null ? MAIN : self.process();
    }

    /**
     * The process that this JVM was started for.
     *
     * @return always the same
     */
    public static PosixProcess main() {
        return MAIN;
    }

    /**
     * Starts the main thread and waits for the end of the process.
     *
     * @param body the main thread's code; when it returns, the process ends with status 0
     * @return the exit status, 128 + n when a signal ended it
     */
    public int run(Runnable body) {
        start(body);
        return waitFor(Long.MAX_VALUE);
    }

    /**
     * Starts the main thread.
     *
     * @param body the main thread's code; when it returns, the process ends with status 0
     * @return the main thread
     */
    public Pthread start(Runnable body) {
        return create("main", body, 0);
    }

    /**
     * Waits for the end of the process.
     *
     * @param nanos how long at most
     * @return the exit status
     * @throws PosixException ETIMEDOUT when the process still runs
     */
    public int waitFor(long nanos) {
        long start = System.nanoTime();
        boolean interrupted = false;
        try {
            synchronized (kernel) {
                while (status < 0 || !threads.isEmpty()) {
                    long left = nanos - (System.nanoTime() - start);
                    if (left <= 0) {
                        throw new PosixException(Errno.ETIMEDOUT, name + " still runs: " + threads);
                    }
                    try {
                        TimeUnit.NANOSECONDS.timedWait(kernel, left);
                    } catch (InterruptedException e) {
                        interrupted = true;
                    }
                }
                return status;
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /**
     * Ends the process: {@code _exit}. No other code of the process runs after its next point.
     *
     * @param exitStatus 0 to 255
     */
    @AsyncSignalSafe("POSIX lists _exit; here it halts the JVM or sets one flag")
    public void exit(int exitStatus) {
        synchronized (kernel) {
            end(exitStatus);
        }
    }

    /**
     * Sends a signal to the process from outside, as another process would with {@code kill}.
     *
     * @param signal the signal; generations that were not delivered yet merge
     */
    public void kill(Signal signal) {
        generate(signal, null);
    }

    /**
     * Chooses who runs handlers for the operating system's signals; default {@code POSIX}.
     *
     * @param chosen how; has to be set before the first action is
     */
    public void deliverBy(Delivery chosen) {
        synchronized (kernel) {
            delivery = chosen;
        }
    }

    /**
     * Who runs handlers for the operating system's signals.
     *
     * @return the choice in force
     */
    public Delivery delivery() {
        return delivery;
    }

    /**
     * The threads that have not ended, the main thread first.
     *
     * @return a copy
     */
    public List<Pthread> threads() {
        synchronized (kernel) {
            return List.copyOf(threads);
        }
    }

    /**
     * What escaped from threads of this process.
     *
     * @return a copy, the earliest first
     */
    public List<Throwable> uncaught() {
        synchronized (kernel) {
            return List.copyOf(uncaught);
        }
    }

    /**
     * The locks that this process has made.
     *
     * @return the table, live
     */
    public LockTable locks() {
        return locks;
    }

    /**
     * The scheduler that runs this process.
     *
     * @return never null
     */
    public Scheduler scheduler() {
        return scheduler;
    }

    /**
     * What a thread blocks and what is pending for it.
     *
     * @param thread a thread of this process
     * @return the mask, then the pending set: the thread's own and the process's
     */
    public List<SignalSet> signalState(Pthread thread) {
        synchronized (kernel) {
            return List.of(
                    SignalSet.ofBits(thread.mask), SignalSet.ofBits(thread.pending | pending));
        }
    }

    @Override
    public String toString() {
        return name;
    }

    Pthread create(String threadName, Runnable body, long mask) {
        Pthread thread;
        synchronized (kernel) {
            thread = new Pthread(this, threadName, body, mask);
            enlist(thread);
        }
        scheduler.start(thread);
        return thread;
    }

    Pthread adopt(Thread running) {
        synchronized (kernel) {
            long mask = mainThread == null ? 0 : SignalSet.FULL.bits & ~UNCATCHABLE;
            Pthread thread = new Pthread(this, running, mask);
            if (mainThread == null) {
                enlist(thread);
            }
            return thread;
        }
    }

    private void enlist(Pthread thread) {
        if (status >= 0) {
            throw new ProcessEnded(name);
        }
        if (mainThread == null) {
            mainThread = thread;
        }
        threads.add(thread);
    }

    /** Called by a carrier at its end. */
    void ended(Pthread thread) {
        synchronized (kernel) {
            threads.remove(thread);
            if (thread == mainThread && status < 0) {
                end(0);
            }
            if (thread.signalled) {
                retarget(~thread.mask);
            }
            rearm();
            kernel.notifyAll();
        }
    }

    void uncaught(Pthread thread, Throwable thrown) {
        synchronized (kernel) {
            uncaught.add(thrown);
        }
        Thread carrier = thread.carrier();
        if (ownsJvm) {
            carrier.getThreadGroup().uncaughtException(carrier, thrown);
        }
    }

    /** An exception has left a handler: nothing below it can go on in a known state. */
    void abort(Pthread thread, Signal signal, Throwable thrown) {
        synchronized (kernel) {
            uncaught.add(thrown);
            if (ownsJvm) {
                System.err.println(
                        "error: the handler of SIG" + signal + " on thread " + thread + " threw:");
                thrown.printStackTrace();
            }
            end(Signal.ABRT.exitStatus());
        }
        throw new ProcessEnded(name);
    }

    /** sigaction: sets when {@code action} is not null, returns what was in force before. */
    Sigaction action(Signal signal, Sigaction action) {
        synchronized (kernel) {
            Sigaction old = actions[signal.number()];
            if (action == null) {
                return old;
            }
            if (!signal.isCatchable()) {
                throw new PosixException(
                        Errno.EINVAL, "SIG" + signal + " cannot be caught or ignored");
            }
            actions[signal.number()] = action;
            if (isIgnored(signal)) {
                // POSIX XSH 2.4.1: setting SIG_IGN discards what is pending, blocked or not.
                discard(signal.bit());
            }
            rearm();
            return old;
        }
    }

    /** Sets the mask of the calling thread, returns the old one. */
    long setMask(Pthread self, long mask) {
        synchronized (kernel) {
            long old = self.mask;
            self.mask = mask & ~UNCATCHABLE;
            if (self.signalled) {
                retarget(self.mask & ~old);
            }
            rearm();
            return old;
        }
    }

    /** What is blocked and pending for a thread: {@code sigpending}. */
    long blockedPending(Pthread self) {
        synchronized (kernel) {
            return (self.pending | pending) & self.mask;
        }
    }

    /** Makes a signal pending, for a thread or (null) for the process, and wakes one taker. */
    void generate(Signal signal, Pthread target) {
        synchronized (kernel) {
            if (status >= 0) {
                return;
            }
            if (target != null && !threads.contains(target)) {
                throw new PosixException(Errno.ESRCH, target + " has ended");
            }
            switch (signal) {
                case KILL -> end(signal.exitStatus());
                case STOP -> stop();
                default -> post(signal, target);
            }
        }
    }

    private void post(Signal signal, Pthread target) {
        if (signal == Signal.CONT) {
            discard(STOP_SIGNALS);
            resume();
        } else if ((signal.bit() & STOP_SIGNALS) != 0) {
            discard(Signal.CONT.bit());
        }
        Pthread judge = target == null ? mainThread : target;
        boolean blocked = judge != null && (judge.mask & signal.bit()) != 0;
        if (isIgnored(signal) && !blocked && !isAwaited(signal)) {
            return;
        }
        if (target == null) {
            pending |= signal.bit();
            retarget(signal.bit());
        } else {
            target.pending |= signal.bit();
            wake(target);
        }
        rearm();
    }

    private boolean isIgnored(Signal signal) {
        Sigaction action = actions[signal.number()];
        return switch (action.disposition()) {
            case IGNORE -> true;
            case HANDLER -> false;
            case DEFAULT ->
                    signal.defaultAction() == Signal.Default.IGNORE
                            || signal.defaultAction() == Signal.Default.CONTINUE;
        };
    }

    private boolean isAwaited(Signal signal) {
        return threads.stream().anyMatch(thread -> (thread.waitingFor & signal.bit()) != 0);
    }

    /** Wakes a thread for each of these signals that is pending for the process. */
    private void retarget(long bits) {
        for (long left = pending & bits; left != 0; left &= left - 1) {
            Pthread taker = choose(Long.lowestOneBit(left));
            if (taker != null) {
                wake(taker);
            }
        }
    }

    /** Linux, complete_signal: a waiter, else main, else the next thread that is free to. */
    private Pthread choose(long bit) {
        for (Pthread thread : threads) {
            if ((thread.waitingFor & bit) != 0) {
                return thread;
            }
        }
        if (mainThread != null && wants(mainThread, bit)) {
            return mainThread;
        }
        for (int i = 0; i < threads.size(); i++) {
            Pthread thread = threads.get((nextTarget + i) % threads.size());
            if (wants(thread, bit)) {
                nextTarget = (nextTarget + i + 1) % threads.size();
                return thread;
            }
        }
        return null;
    }

    private boolean wants(Pthread thread, long bit) {
        return thread.isAlive() && (thread.mask & bit) == 0 && !thread.signalled;
    }

    private void wake(Pthread thread) {
        thread.signalled = true;
        thread.interrupt();
    }

    private void discard(long bits) {
        pending &= ~bits;
        for (Pthread thread : threads) {
            thread.pending &= ~bits;
        }
    }

    /** Points must look at this process exactly while it has something for one of its threads. */
    private void rearm() {
        boolean wanted = stopped || (status >= 0 && !threads.isEmpty());
        for (Pthread thread : threads) {
            wanted |= ((thread.pending | pending) & ~thread.mask) != 0;
        }
        if (wanted != armed) {
            armed = wanted;
            if (wanted) {
                Points.arm(Points.Reason.SIGNAL);
            } else {
                Points.disarm(Points.Reason.SIGNAL);
            }
        }
    }

    /** Whether a thread would not come back from {@link #dequeue} with nothing. */
    boolean concerns(Pthread self) {
        synchronized (kernel) {
            return status >= 0 || stopped || ((self.pending | pending) & ~self.mask) != 0;
        }
    }

    /** Takes the next signal that a thread has to handle now; null when there is none. */
    Dequeued dequeue(Pthread self) {
        while (true) {
            synchronized (kernel) {
                if (status >= 0) {
                    throw new ProcessEnded(name);
                }
                if (!stopped) {
                    Signal signal = take(self, ~(self.mask | self.waitingFor));
                    if (signal == null) {
                        self.signalled = false;
                        return null;
                    }
                    Sigaction action = actions[signal.number()];
                    if (action.disposition() == Sigaction.Disposition.HANDLER) {
                        return enter(self, signal, action);
                    }
                    if (action.disposition() == Sigaction.Disposition.DEFAULT) {
                        defaultAction(signal);
                    }
                    continue;
                }
            }
            scheduler.park(self, this, Scheduler.NEVER);
        }
    }

    private Dequeued enter(Pthread self, Signal signal, Sigaction action) {
        long before = self.mask;
        long blocked = before | action.mask().bits;
        if (!action.has(Sigaction.Flag.NODEFER) && !action.has(Sigaction.Flag.RESETHAND)) {
            blocked |= signal.bit();
        }
        if (action.has(Sigaction.Flag.RESETHAND)) {
            actions[signal.number()] = Sigaction.DEFAULT;
        }
        setMask(self, blocked);
        // A handler ends the wait below it; what that wait was chosen for goes to another thread.
        stopAwaiting(self);
        return new Dequeued(signal, action, before);
    }

    /** Takes the lowest pending signal of a set, the thread's own before the process's. */
    private Signal take(Pthread self, long set) {
        long own = self.pending & set;
        long shared = pending & set;
        if ((own | shared) == 0) {
            return null;
        }
        Signal signal = SignalSet.lowest(own != 0 ? own : shared);
        if (own != 0) {
            self.pending &= ~signal.bit();
        } else {
            pending &= ~signal.bit();
        }
        rearm();
        return signal;
    }

    /** For sigwait and its kin: takes a signal of the set, or notes that the thread waits. */
    Signal takeOrAwait(Pthread self, long set) {
        synchronized (kernel) {
            Signal signal = take(self, set);
            self.waitingFor = signal == null ? set : 0;
            if (signal != null) {
                retarget(set);
            }
            return signal;
        }
    }

    /** The thread no longer waits in sigwait; what was meant for it goes to another. */
    void stopAwaiting(Pthread self) {
        synchronized (kernel) {
            long set = self.waitingFor;
            self.waitingFor = 0;
            retarget(set);
        }
    }

    private void defaultAction(Signal signal) {
        switch (signal.defaultAction()) {
            case TERMINATE, CORE -> {
                end(signal.exitStatus());
                throw new ProcessEnded(name);
            }
            case STOP -> stop();
            case IGNORE, CONTINUE -> {
                // Nothing: a continue took effect when it was generated.
            }
        }
    }

    private void stop() {
        stopped = true;
        rearm();
    }

    private void resume() {
        if (stopped) {
            stopped = false;
            rearm();
            threads.forEach(Pthread::interrupt);
        }
    }

    private void end(int exitStatus) {
        if (status >= 0) {
            return;
        }
        if (ownsJvm) {
            Runtime.getRuntime().halt(exitStatus);
        }
        status = exitStatus;
        stopped = false;
        rearm();
        threads.forEach(Pthread::interrupt);
        kernel.notifyAll();
    }
}
