package signalkit.posix;

import java.util.List;
import java.util.concurrent.TimeUnit;
import signalkit.posix.Sigaction.Siginfo;

/**
 * What a kernel keeps for one process: its threads, their masks and pending sets, its actions.
 *
 * <p><b>How it works.</b> This object's monitor guards all signal state and is a leaf: nothing is
 * called while it is held but the wake-up of a thread. A signal is first <i>generated</i>: it
 * becomes a bit in the pending set of a thread or of the process, and one thread is woken. It is
 * <i>delivered</i> when a thread takes that bit at one of its own points, on its own stack.
 *
 * <p>It chooses as Linux does (kernel/signal.c): which thread it wakes (complete_signal); who gets
 * the signal when that one blocks it or ends (retarget_shared_pending); what it drops at once
 * (sig_ignored, with the main thread's mask). A thread in sigwait does not block what it waits for
 * (do_sigtimedwait). A fatal signal that some thread would take ends the process at once, unless it
 * dumps core or that thread blocked it before it waited.
 */
final class Kernel {
    /** A signal that a thread has taken and is about to handle. */
    record Dequeued(Signal signal, Sigaction action, long maskAfter) {}

    private final PosixProcess process;
    private final boolean ownsJvm;

    // This monitor must be held when using these:
    private final ActionTable actions = new ActionTable();
    private final ThreadTable threads;
    private final PendingSignals pending = new PendingSignals();
    private boolean stopped;
    private int status = -1;

    // This monitor must be held when writing this:
    private volatile boolean armed;

    Kernel(PosixProcess process, boolean ownsJvm) {
        this.process = process;
        this.ownsJvm = ownsJvm;
        this.threads = new ThreadTable(process);
    }

    // ---- threads and the life of the process

    /** Adds the first thread of a process. */
    synchronized void enlistMain(Pthread thread) {
        if (threads.main() != null) {
            throw new PosixException(Errno.EINVAL, process + " has a main thread already");
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
        threads.findUnblockedWaits();
    }

    /** Makes a thread of one that runs already; all but the first block every signal. */
    synchronized Pthread adopt(Thread running) {
        threads().stream().filter(thread -> !thread.hasNotEnded()).forEach(this::remove);
        long mask = threads.main() == null ? 0 : SignalSet.BLOCKABLE;
        Pthread thread = new Pthread(process, running, mask);
        enlist(thread);
        return thread;
    }

    /** Takes out a thread that has ended; when it is the main one, so has the process. */
    synchronized void remove(Pthread thread) {
        if (!threads.contains(thread)) {
            return;
        }
        if (threads.endsWith(thread)) {
            end(0);
        }
        thread.setEnded();
        if (thread.signalled) {
            retarget(thread, ~thread.mask);
        }
        threads.remove(thread);
        rearm();
        notifyAll();
    }

    synchronized List<Siginfo> queued(Pthread thread) {
        return (thread == null ? pending : thread.pending).list();
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
        threads.forEach(Kernel::wake);
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
        actions.set(signal, action.withoutMask(SignalSet.UNCATCHABLE));
        if (actions.isIgnored(signal)) {
            // POSIX XSH 2.4.1: ignoring a signal discards what is pending, blocked or not.
            discard(signal.bit());
        }
        return old;
    }

    /** Sets the mask of the calling thread, returns the old one. */
    synchronized long setMask(Pthread self, long mask) {
        long old = self.mask;
        if (old == (mask & ~SignalSet.UNCATCHABLE)) {
            return old; // nor does Linux look for signals then
        }
        self.mask = mask & ~SignalSet.UNCATCHABLE;
        if (self.signalled) {
            retarget(self, self.mask & ~old);
        }
        recalculate(self);
        rearm();
        if ((old & ~mask) != 0) {
            threads.findUnblockedWaits();
        }
        return old;
    }

    /** For calls in which glibc blocks every signal for a while, and so looks at its end. */
    synchronized void lookAgain(Pthread self) {
        setMask(self, setMask(self, SignalSet.BLOCKABLE));
    }

    /** What is pending for a thread and for the process; for the process alone when null. */
    synchronized long pendingFor(Pthread thread) {
        return (thread == null ? 0 : thread.pending.bits()) | pending.bits();
    }

    // ---- generation

    /** Makes a signal pending for a thread, or for the process; false when it is already. */
    synchronized boolean generate(Siginfo info, Pthread target) {
        if (status < 0) {
            target.requireOf(process);
        }
        return !threads.hasAlive(target) || generate(info, target, target.pending);
    }

    /** For the process; {@code first}, main when it is null, gets it if it may. */
    synchronized boolean generateForAny(Siginfo info, Pthread first) {
        return generate(info, threads.hasAlive(first) ? first : threads.main(), pending);
    }

    private boolean generate(Siginfo info, Pthread target, PendingSignals set) {
        Signal signal = info.signal();
        if (status >= 0) {
            return true;
        }
        discard(PendingSignals.discardedBy(signal));
        resumeBy(signal);
        if (signal == Signal.KILL) {
            end(signal.exitStatus());
            return true;
        }
        if (signal == Signal.STOP && !stopped) {
            stop();
            return true;
        }
        long bit = signal.bit();
        boolean blocked = target != null && ((target.mask | target.maskBeforeWait) & bit) != 0;
        if ((actions.isIgnored(signal) && !blocked) || !set.add(info)) {
            return false;
        }
        process.wakeSignalWatchers();
        Pthread taker = set == pending ? threads.choose(bit, target) : target;
        taker = taker != null && (taker.mask & bit) != 0 ? null : taker;
        rearm(); // before the wake-up, so that whoever knows of the signal finds points armed
        if (taker != null && endsAtOnce(signal, taker)) {
            end(signal.exitStatus());
        } else if (taker != null) {
            wake(taker);
        }
        return true;
    }

    /** A core dump is left to the thread that takes the signal. */
    private boolean endsAtOnce(Signal signal, Pthread taker) {
        return actions.isFatal(signal)
                && signal.defaultAction() != Signal.Default.CORE
                && !stopped
                && (taker.maskBeforeWait & signal.bit()) == 0
                && (!taker.signalled || process.scheduler().mayRun(taker));
    }

    /** Wakes other threads for those of these signals that are pending for the process. */
    private void retarget(Pthread from, long bits) {
        long left = pending.bits() & bits;
        for (Pthread thread : threads.after(from)) {
            if (left == 0) {
                return;
            }
            if ((left & ~thread.mask) != 0 && thread.hasNotEnded()) {
                left &= thread.mask;
                if (!thread.signalled) {
                    wake(thread);
                }
            }
        }
    }

    private static void wake(Pthread thread) {
        thread.signalled = true;
        thread.interrupt();
    }

    private void discard(long bits) {
        pending.discard(bits);
        threads.forEach(thread -> thread.pending.discard(bits));
        rearm();
    }

    /** Whether a signal is on its way to a thread depends on its mask and on what is pending. */
    private void recalculate(Pthread thread) {
        long all = thread.pending.bits() | pending.bits();
        thread.signalled = stopped || status >= 0 || (all & ~thread.mask) != 0;
    }

    /** Points must look at this process exactly while it has something for one of its threads. */
    private void rearm() {
        boolean wanted =
                stopped
                        || (status >= 0 && !threads.isEmpty())
                        || threads.hasDeliverable(pending.bits());
        if (wanted != armed) {
            armed = wanted;
            Points.arm(Points.Reason.SIGNAL, wanted);
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
                    long set = self.signalled ? ~self.mask : 0;
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
            process.scheduler().park(self, Signal.CONT, Scheduler.NEVER);
        }
    }

    private Dequeued enter(Pthread self, Signal signal, Sigaction action) {
        long after = self.suspended ? self.maskBeforeSuspend : self.mask;
        self.suspended = false;
        long blocked = self.mask | action.mask().bits;
        if (!action.has(Sigaction.Flag.NODEFER) && !action.has(Sigaction.Flag.RESETHAND)) {
            blocked |= signal.bit();
        }
        if (action.has(Sigaction.Flag.RESETHAND)) {
            actions.set(signal, action.reset());
        }
        setMask(self, blocked);
        return new Dequeued(signal, action, after);
    }

    /** Takes a pending signal of a set: the thread's own before the process's. */
    private Signal take(Pthread self, long set) {
        Siginfo own = self.pending.take(set);
        Siginfo info = own != null ? own : pending.take(set);
        recalculate(self); // also when there is none, as dequeue_signal does
        rearm();
        self.taken = info == null ? self.taken : info;
        return info == null ? null : info.signal();
    }

    /** For sigwait and its kin: takes a signal of the set; null when there is none. */
    synchronized Signal poll(Pthread self, long set) {
        return stopped ? null : take(self, set & ~SignalSet.UNCATCHABLE);
    }

    /** As {@link #poll}; when there is none, the thread does not block the set while it waits. */
    synchronized Signal pollOrAwait(Pthread self, long set) {
        Signal signal = poll(self, set);
        if (signal == null) {
            self.awaited = set & ~SignalSet.UNCATCHABLE;
            self.maskBeforeWait = self.mask;
            self.mask &= ~set;
            recalculate(self);
            rearm();
            threads.findUnblockedWaits();
        }
        return signal;
    }

    /** The wait is over: the mask is as before, what it blocks again may move to another thread. */
    synchronized Signal endAwait(Pthread self) {
        long set = self.awaited;
        long mask = self.maskBeforeWait;
        self.awaited = 0;
        self.maskBeforeWait = 0;
        setMask(self, mask);
        recalculate(self);
        return status >= 0 ? null : poll(self, set);
    }

    private void defaultAction(Signal signal) {
        switch (signal.defaultAction()) {
            case TERMINATE, CORE -> {
                end(signal.exitStatus());
                throw new ProcessEnded(process.toString());
            }
            case STOP -> stop();
            case IGNORE, CONTINUE -> {} // a continue took effect when it was generated
        }
    }

    private void stop() {
        stopped = true;
        rearm();
        threads.forEach(Kernel::wake); // each wait looks up, and some of them end with EINTR
    }

    private void resumeBy(Signal signal) {
        if (stopped && signal == Signal.CONT) {
            stopped = false;
            rearm();
            threads.forEach(Pthread::interrupt);
        }
    }
}
