package signalkit.posix;

import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What a kernel keeps for one process: its threads, their masks and pending sets, its actions.
 *
 * <p><b>How it works.</b> This object's monitor guards all signal state and is a leaf: nothing is
 * called while it is held but the wake-up of a thread. A signal is first <i>generated</i>: it
 * becomes a bit in the pending set of a thread or of the process, and one thread is woken. It is
 * <i>delivered</i> when a thread takes that bit at one of its own points, so a handler always runs
 * on the stack of the thread that it interrupts.
 *
 * <p>It chooses as Linux does (kernel/signal.c): which thread it wakes (complete_signal); which
 * thread gets the signal when that one blocks it or ends (retarget_shared_pending); which signals
 * it drops at once (sig_ignored, with the main thread's mask). A fatal signal that some thread
 * would take ends the process at once. A second pending signal interrupts the first handler before
 * its first statement.
 */
final class Kernel {
    private static final long STOP_SIGNALS =
            SignalSet.of(Signal.STOP, Signal.TSTP, Signal.TTIN, Signal.TTOU).bits;
    private static final long FAULTS =
            SignalSet.of(Signal.SEGV, Signal.BUS, Signal.ILL, Signal.TRAP, Signal.FPE, Signal.SYS)
                    .bits;
    private static final long UNCATCHABLE = SignalSet.of(Signal.KILL, Signal.STOP).bits;

    /** A signal that a thread has taken and is about to handle. */
    record Dequeued(Signal signal, Sigaction action, long maskAfter) {}

    private final PosixProcess process;
    private final boolean ownsJvm;

    // This monitor must be held when using these:
    private final ActionTable actions = new ActionTable();
    private final ThreadTable threads = new ThreadTable();
    private long pending;
    private boolean stopped;
    private int status = -1;

    // This monitor must be held when writing this:
    private volatile boolean armed;

    Kernel(PosixProcess process, boolean ownsJvm) {
        this.process = process;
        this.ownsJvm = ownsJvm;
    }

    // ---- threads and the life of the process

    /** Adds the first thread of a process. */
    synchronized void enlistMain(Pthread thread) {
        if (threads.main() != null) {
            throw new PosixException(
                    Errno.EINVAL, "process " + process + " has a main thread already");
        }
        enlist(thread);
    }

    /** Adds a thread; it may find a signal of the process that it has to take. */
    synchronized void enlist(Pthread thread) {
        if (status >= 0) {
            throw new ProcessEnded(process.toString());
        }
        threads.add(thread);
        recalculate(thread);
        rearm();
    }

    /** Makes a thread of one that runs already; all but the first block every signal. */
    synchronized Pthread adopt(Thread running) {
        threads().stream().filter(thread -> !thread.isAlive()).forEach(this::remove);
        long mask = threads.main() == null ? 0 : SignalSet.FULL.bits & ~UNCATCHABLE;
        Pthread thread = new Pthread(process, running, mask);
        enlist(thread);
        return thread;
    }

    /** Takes out a thread that has ended; when it is the main one, so has the process. */
    synchronized void remove(Pthread thread) {
        if (!threads.remove(thread)) {
            return;
        }
        if (thread == threads.main() && !thread.isAdopted()) {
            end(0);
        }
        thread.setEnded();
        if (thread.signalled) {
            retarget(~thread.mask);
        }
        rearm();
        notifyAll();
    }

    /** ESRCH for a thread that has ended, or that never was one of this process. */
    synchronized void requireAlive(Pthread thread) {
        if (!threads.hasAlive(thread)) {
            boolean own = thread.process() == process;
            String reason = own ? " has ended" : " is no thread of process " + process;
            throw new PosixException(Errno.ESRCH, thread + reason);
        }
    }

    synchronized List<Pthread> threads() {
        return threads.copy();
    }

    synchronized boolean isMain(Pthread thread) {
        return thread == threads.main();
    }

    /** Ends the process, unless it has ended; each of its threads unwinds at its next point. */
    synchronized void end(int exitStatus) {
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
        notifyAll();
    }

    /** Waits until the process and all its threads have ended; the time runs from a start on. */
    synchronized int waitFor(long start, long nanos) throws InterruptedException {
        while (status < 0 || !threads.isEmpty()) {
            long left = nanos - (System.nanoTime() - start);
            if (left <= 0) {
                throw new PosixException(Errno.ETIMEDOUT, process + " still runs: " + threads);
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return status;
    }

    // ---- actions and masks

    /** sigaction: sets when {@code action} is not null, returns what was in force before. */
    synchronized Sigaction action(Signal signal, Sigaction action) {
        Sigaction old = actions.get(signal);
        if (action == null) {
            return old;
        }
        if (!signal.isCatchable()) {
            throw new PosixException(Errno.EINVAL, "SIG" + signal + " cannot be caught or ignored");
        }
        actions.set(signal, action);
        if (actions.isIgnored(signal)) {
            // POSIX XSH 2.4.1: ignoring a signal discards what is pending, blocked or not.
            discard(signal.bit());
        }
        return old;
    }

    /** Sets the mask of the calling thread, returns the old one. */
    synchronized long setMask(Pthread self, long mask) {
        long old = self.mask;
        self.mask = mask & ~UNCATCHABLE;
        if (self.signalled) {
            retarget(self.mask & ~old);
        }
        recalculate(self);
        rearm();
        return old;
    }

    /** sigsuspend: sets a mask that the return of the next handler takes back. */
    synchronized void suspend(Pthread self, long mask) {
        self.suspended = true;
        self.maskBeforeSuspend = setMask(self, mask);
    }

    /** What is blocked and pending for a thread: {@code sigpending}. */
    synchronized long blockedPending(Pthread self) {
        return (self.pending | pending) & self.mask;
    }

    /** The mask of a thread, then all that is pending for it. */
    synchronized List<SignalSet> signalState(Pthread thread) {
        return List.of(SignalSet.ofBits(thread.mask), SignalSet.ofBits(thread.pending | pending));
    }

    // ---- generation

    /** Makes a signal pending, for a thread or (null) for the process, and wakes one taker. */
    synchronized void generate(Signal signal, Pthread target) {
        if (status >= 0) {
            return;
        }
        if (target != null) {
            requireAlive(target);
        }
        if (signal == Signal.CONT) {
            discard(STOP_SIGNALS);
            resume();
        } else if ((signal.bit() & STOP_SIGNALS) != 0) {
            discard(Signal.CONT.bit());
        }
        switch (signal) {
            case KILL -> end(signal.exitStatus());
            case STOP -> stop();
            default -> post(signal, target);
        }
    }

    private void post(Signal signal, Pthread target) {
        long bit = signal.bit();
        Pthread judge = target == null ? threads.main() : target;
        boolean blocked = judge != null && (judge.mask & bit) != 0;
        long before = target == null ? pending : target.pending;
        if ((actions.isIgnored(signal) && !blocked) || (before & bit) != 0) {
            return;
        }
        Pthread taker;
        if (target == null) {
            pending |= bit;
            taker = threads.choose(bit);
        } else {
            target.pending |= bit;
            taker = (target.deliverable() & bit) != 0 ? target : null;
        }
        rearm(); // before the wake-up, so that whoever knows of the signal finds points armed
        if (taker != null && actions.isFatal(signal) && !stopped && (taker.waitingFor & bit) == 0) {
            end(signal.exitStatus());
        } else if (taker != null) {
            wake(taker);
        }
    }

    /** Wakes a thread for each of these signals that is pending for the process. */
    private void retarget(long bits) {
        for (long left = pending & bits; left != 0; left &= left - 1) {
            Pthread taker = threads.choose(Long.lowestOneBit(left));
            if (taker != null) {
                wake(taker);
            }
        }
    }

    private static void wake(Pthread thread) {
        thread.signalled = true;
        thread.interrupt();
    }

    private void discard(long bits) {
        pending &= ~bits;
        threads.forEach(thread -> thread.pending &= ~bits);
        rearm();
    }

    /** Whether a signal is on its way to a thread depends on its mask and on what is pending. */
    private void recalculate(Pthread thread) {
        thread.signalled = ((thread.pending | pending) & thread.deliverable()) != 0;
    }

    /** Points must look at this process exactly while it has something for one of its threads. */
    private void rearm() {
        boolean wanted =
                stopped || (status >= 0 && !threads.isEmpty()) || threads.hasDeliverable(pending);
        if (wanted != armed) {
            armed = wanted;
            if (wanted) {
                Points.arm(Points.Reason.SIGNAL);
            } else {
                Points.disarm(Points.Reason.SIGNAL);
            }
        }
    }

    // ---- delivery, on the thread that takes the signal

    /** Whether some thread of this process may have to look at its signals. */
    boolean isArmed() {
        return armed;
    }

    /** Whether a thread would not come back from {@link #dequeue} with nothing. */
    synchronized boolean concerns(Pthread self) {
        return status >= 0 || stopped || self.signalled;
    }

    /** Takes the next signal that a thread has to handle now; null when there is none. */
    Dequeued dequeue(Pthread self) {
        while (true) {
            synchronized (this) {
                if (status >= 0) {
                    throw new ProcessEnded(process.toString());
                }
                if (!stopped) {
                    // Linux looks only when TIF_SIGPENDING is set; without it, what is pending for
                    // the process is on its way to another thread.
                    long set = self.signalled ? ~(self.mask | self.waitingFor) : 0;
                    Signal signal = take(self, set);
                    if (signal == null) {
                        self.signalled = false;
                        return null;
                    }
                    Sigaction action = actions.get(signal);
                    switch (action.disposition()) {
                        case HANDLER -> {
                            return enter(self, signal, action);
                        }
                        case DEFAULT -> defaultAction(signal);
                        case IGNORE -> {} // it was blocked when it came, so it was kept
                    }
                    continue;
                }
            }
            process.scheduler().park(self, this, Scheduler.NEVER);
        }
    }

    private Dequeued enter(Pthread self, Signal signal, Sigaction action) {
        // A handler ends the wait below it; what that wait was chosen for goes to another thread.
        stopAwaiting(self);
        long after = self.suspended ? self.maskBeforeSuspend : self.mask;
        self.suspended = false;
        long blocked = self.mask | action.mask().bits;
        if (!action.has(Sigaction.Flag.NODEFER) && !action.has(Sigaction.Flag.RESETHAND)) {
            blocked |= signal.bit();
        }
        if (action.has(Sigaction.Flag.RESETHAND)) {
            actions.set(signal, Sigaction.DEFAULT);
        }
        setMask(self, blocked);
        return new Dequeued(signal, action, after);
    }

    /**
     * Takes a pending signal of a set: the thread's own before the process's, of these the signals
     * of faults first, then the lowest number (next_signal).
     */
    private Signal take(Pthread self, long set) {
        long own = self.pending & set;
        long shared = pending & set;
        if ((own | shared) == 0) {
            return null;
        }
        long from = own != 0 ? own : shared;
        Signal signal = SignalSet.lowest((from & FAULTS) != 0 ? from & FAULTS : from);
        if (own != 0) {
            self.pending &= ~signal.bit();
        } else {
            pending &= ~signal.bit();
        }
        recalculate(self);
        rearm();
        return signal;
    }

    /** For sigwait and its kin: takes a signal of the set, or notes that the thread waits. */
    synchronized Signal takeOrAwait(Pthread self, long set) {
        Signal signal = stopped ? null : take(self, set);
        if (signal == null) {
            self.waitingFor = set;
        } else {
            stopAwaiting(self);
        }
        return signal;
    }

    /** The thread no longer waits in sigwait; what was meant for it goes to another. */
    synchronized void stopAwaiting(Pthread self) {
        long set = self.waitingFor;
        self.waitingFor = 0;
        recalculate(self);
        retarget(set);
    }

    private void defaultAction(Signal signal) {
        switch (signal.defaultAction()) {
            case TERMINATE, CORE -> {
                end(signal.exitStatus());
                throw new ProcessEnded(process.toString());
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
}
