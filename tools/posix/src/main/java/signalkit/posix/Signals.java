package signalkit.posix;

import static signalkit.posix.PosixException.required;

import java.time.Duration;
import signalkit.annotations.AsyncSignalSafe;
import signalkit.posix.os.KernelSignals;
import signalkit.posix.os.OsSignals;

/**
 * The signal calls of POSIX, for the calling thread and its process.
 *
 * <p>Every call is an interruption point. Thread-safe. Bad arguments get a {@link PosixException}
 * and change nothing.
 */
public final class Signals {
    private static final String LISTED =
            "POSIX XSH 2.4.3 lists it; here no handler can start under the one lock that it takes";

    /** What a thread parks on in sigsuspend and its kin: the return of any handler. */
    record Suspension(SignalSet mask) {
        /** What findings and traces of the explorer say that the thread waits for. */
        @Override
        public String toString() {
            return "a signal that is caught";
        }
    }

    private Signals() {}

    /**
     * Sets what the process does with a signal: {@code sigaction}.
     *
     * @param signal any signal but KILL and STOP
     * @param action what to do from now on; null only asks
     * @return what was in force before
     * @throws PosixException EINVAL for KILL and STOP
     */
    @AsyncSignalSafe(LISTED)
    public static Sigaction sigaction(Signal signal, Sigaction action) {
        required(signal, "the signal of sigaction");
        Pthread self = enter();
        if (action != null
                && action.disposition() == Sigaction.Disposition.HANDLER
                && self.process().kernelSignals() != null) {
            throw new PosixException(
                    Errno.EINVAL,
                    "a handler in Java, which the kernel of native delivery cannot call");
        }
        Sigaction old = self.process().kernel().action(signal, action);
        if (action != null) {
            OsSignals.forward(self.process(), SignalSet.of(signal));
        }
        return old;
    }

    /**
     * Asks what the process does with a signal: {@code sigaction} without a new action.
     *
     * @param signal any signal
     * @return what is in force
     */
    @AsyncSignalSafe(LISTED)
    public static Sigaction sigaction(Signal signal) {
        return sigaction(signal, null);
    }

    /**
     * Changes the calling thread's mask: {@code pthread_sigmask}.
     *
     * <p>A pending signal that this unblocks is delivered before the call returns. KILL and STOP in
     * the set have no effect and are no error.
     *
     * @param how how the set and the old mask make the new one
     * @param set the signals
     * @return the old mask
     * @throws PosixException EINVAL when an argument is null
     */
    @AsyncSignalSafe(LISTED)
    public static SignalSet sigmask(How how, SignalSet set) {
        required(how, "the how of sigmask");
        required(set, "the set of sigmask");
        Pthread self = enter();
        long old = self.mask;
        long mask =
                switch (how) {
                    case BLOCK -> old | set.bits;
                    case UNBLOCK -> old & ~set.bits;
                    case SETMASK -> set.bits;
                };
        self.process().kernel().setMask(self, mask);
        OsSignals.forward(self.process(), SignalSet.ofBits(self.mask & ~old));
        self.checkpoint();
        return SignalSet.ofBits(old);
    }

    /**
     * Asks for the calling thread's mask: {@code pthread_sigmask} without a set.
     *
     * @return the mask in force
     */
    @AsyncSignalSafe(LISTED)
    public static SignalSet sigmask() {
        return SignalSet.ofBits(enter().mask);
    }

    /**
     * The signals that are blocked by the calling thread and pending for it or for the process.
     *
     * @return the set of {@code sigpending}
     */
    @AsyncSignalSafe(LISTED)
    public static SignalSet sigpending() {
        Pthread self = enter();
        return SignalSet.ofBits(self.process().kernel().blockedPending(self));
    }

    /**
     * Waits for a signal of a set and takes it, without any handler: {@code sigwait}.
     *
     * <p>The set has to be blocked in every thread, else another thread may take the signal first.
     * A handler that another signal runs meanwhile does not end the wait.
     *
     * @param set the signals to wait for
     * @return the signal that was taken
     */
    public static Signal sigwait(SignalSet set) {
        return await(set, Scheduler.NEVER, false);
    }

    /**
     * As {@link #sigwait}, but a handler ends the wait: {@code sigwaitinfo}.
     *
     * @param set the signals to wait for
     * @return the signal that was taken
     * @throws PosixException EINTR when a handler ran first
     */
    public static Signal sigwaitinfo(SignalSet set) {
        return await(set, Scheduler.NEVER, true);
    }

    /**
     * As {@link #sigwaitinfo}, for a limited time: {@code sigtimedwait}.
     *
     * @param set the signals to wait for
     * @param time how long at most; zero only looks
     * @return the signal that was taken
     * @throws PosixException EAGAIN when none came in time, EINTR when a handler ran first, EINVAL
     *     when the time is negative
     */
    public static Signal sigtimedwait(SignalSet set, Duration time) {
        requireTime(time);
        return await(set, Pthread.self().deadlineIn(time), true);
    }

    private static Signal await(SignalSet set, long deadline, boolean interruptible) {
        required(set, "the set of a wait for signals");
        Points.point(Op.WAIT, set);
        Pthread self = Pthread.self();
        KernelSignals real = self.process().kernelSignals();
        if (real != null) {
            return awaitKernel(real, self, set, deadline);
        }
        Kernel kernel = self.process().kernel();
        OsSignals.forward(self.process(), set);
        long before = self.handled();
        try {
            while (true) {
                // A signal of the set is taken even when another one interrupts the wait as well.
                Signal signal = kernel.takeOrAwait(self, set.bits);
                if (signal != null) {
                    return signal;
                }
                if (interruptible && self.handled() != before) {
                    throw new PosixException(Errno.EINTR, "a handler interrupted the wait");
                }
                if (self.isPast(deadline)) {
                    throw new PosixException(Errno.EAGAIN, "no signal of " + set + " in time");
                }
                if (self.hasSignal()) {
                    self.checkpoint();
                } else {
                    self.park(set, deadline);
                }
            }
        } finally {
            kernel.stopAwaiting(self);
        }
    }

    private static Signal awaitKernel(
            KernelSignals real, Pthread self, SignalSet set, long deadline) {
        Duration time = null;
        if (deadline != Scheduler.NEVER) {
            long left = deadline - self.process().scheduler().nanoTime();
            time = Duration.ofNanos(Math.max(0, left));
        }
        Signal signal = real.await(set, time);
        if (signal == null) {
            throw new PosixException(Errno.EAGAIN, "no signal of " + set + " in time");
        }
        return signal;
    }

    /**
     * Replaces the mask until a handler is entered, and returns after it: {@code sigsuspend}.
     *
     * <p>The old mask is back when that handler returns, so what came meanwhile and is blocked
     * there stays pending. {@code errno} is EINTR afterwards, as always.
     *
     * @param mask in force during the wait; the change and the wait are one atomic step
     */
    @AsyncSignalSafe(LISTED)
    public static void sigsuspend(SignalSet mask) {
        required(mask, "the mask of sigsuspend");
        Pthread self = enter();
        suspend(self, mask.bits);
    }

    /**
     * Unblocks one signal and waits until a handler has run: {@code sigpause}.
     *
     * @param signal taken out of the mask during the wait
     */
    @AsyncSignalSafe(LISTED)
    public static void sigpause(Signal signal) {
        required(signal, "the signal of sigpause");
        Pthread self = enter();
        suspend(self, self.mask & ~signal.bit());
    }

    /** Waits until a handler has run: {@code pause}. */
    @AsyncSignalSafe(LISTED)
    public static void pause() {
        Pthread self = enter();
        suspend(self, self.mask);
    }

    private static void suspend(Pthread self, long mask) {
        long before = self.handled();
        Suspension suspension = new Suspension(SignalSet.ofBits(mask));
        OsSignals.forward(self.process(), suspension.mask);
        self.process().kernel().suspend(self, mask);
        while (true) {
            self.checkpoint();
            if (self.handled() != before) {
                self.errno = Errno.EINTR;
                return;
            }
            self.park(suspension, Scheduler.NEVER);
        }
    }

    /**
     * Sends a signal to the calling thread: {@code raise}, which returns after its handler.
     *
     * @param signal the signal
     */
    @AsyncSignalSafe(LISTED)
    public static void raise(Signal signal) {
        pthreadKill(Pthread.self(), signal);
    }

    /**
     * Sends a signal to the calling thread's process: {@code kill(getpid(), n)}.
     *
     * <p>A signal that the caller does not block is delivered before the call returns, unless
     * another thread takes it first.
     *
     * @param signal the signal
     */
    @AsyncSignalSafe(LISTED)
    public static void kill(Signal signal) {
        Pthread self = enter();
        self.process().kill(signal);
        self.checkpoint();
    }

    /**
     * Sends a signal to one thread: {@code pthread_kill}; never reports EINTR.
     *
     * @param thread a thread of the calling thread's process
     * @param signal the signal
     * @throws PosixException ESRCH when the thread has ended, or is another process's
     */
    @AsyncSignalSafe(LISTED)
    public static void pthreadKill(Pthread thread, Signal signal) {
        Pthread self = enter();
        self.process().kill(thread, signal);
        self.checkpoint();
    }

    /**
     * As {@link #raise(Signal)}, by number.
     *
     * @param number 0 only checks
     * @throws PosixException EINVAL when there is no such signal
     */
    @AsyncSignalSafe(LISTED)
    public static void raise(int number) {
        pthreadKill(Pthread.self(), number);
    }

    /**
     * As {@link #kill(Signal)}, by number.
     *
     * @param number 0 only checks
     * @throws PosixException EINVAL when there is no such signal
     */
    @AsyncSignalSafe(LISTED)
    public static void kill(int number) {
        if (number != 0) {
            kill(Signal.of(number));
        } else {
            enter().checkpoint();
        }
    }

    /**
     * As {@link #pthreadKill(Pthread, Signal)}, by number.
     *
     * @param thread a thread of the calling thread's process
     * @param number 0 only checks
     * @throws PosixException ESRCH when the thread has ended, or is another process's; EINVAL when
     *     there is no such signal
     */
    @AsyncSignalSafe(LISTED)
    public static void pthreadKill(Pthread thread, int number) {
        if (number != 0) {
            pthreadKill(thread, Signal.of(number));
        } else {
            Pthread self = enter();
            self.process().kernel().requireAlive(required(thread, "the thread of a kill"));
            self.checkpoint();
        }
    }

    /**
     * Waits for some time: {@code nanosleep}, which no flag restarts.
     *
     * @param time how long
     * @return what is left when a handler ended the wait, with {@code errno} EINTR; else zero
     * @throws PosixException EINVAL when the time is negative
     */
    public static Duration nanosleep(Duration time) {
        requireTime(time);
        Points.point(Op.WAIT, null);
        Pthread self = Pthread.self();
        long deadline = self.deadlineIn(time);
        long before = self.handled();
        while (true) {
            self.checkpoint();
            long left = deadline - self.process().scheduler().nanoTime();
            if (left <= 0) {
                return Duration.ZERO;
            }
            if (self.handled() != before) {
                self.errno = Errno.EINTR;
                return Duration.ofNanos(left);
            }
            self.park(time, deadline);
        }
    }

    private static void requireTime(Duration time) {
        if (required(time, "the time of a wait").isNegative()) {
            throw new PosixException(Errno.EINVAL, "a wait cannot last " + time);
        }
    }

    private static Pthread enter() {
        Points.point(Op.SIGNAL, null);
        return Pthread.self();
    }
}
