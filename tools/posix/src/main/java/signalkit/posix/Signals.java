package signalkit.posix;

import java.time.Duration;

/**
 * The signal calls of POSIX, for the calling thread and its process.
 *
 * <p>Every call is an interruption point. Thread-safe. Bad arguments get a {@link PosixException}
 * and change nothing.
 */
public final class Signals {
    private Signals() {}

    /**
     * Sets what the process does with a signal: {@code sigaction}.
     *
     * @param signal any signal but KILL and STOP
     * @param action what to do from now on
     * @return what was in force before
     * @throws PosixException EINVAL for KILL and STOP
     */
    public static Sigaction sigaction(Signal signal, Sigaction action) {
        Pthread self = enter();
        Sigaction old = self.process().action(signal, action);
        OsSignals.forward(self.process(), SignalSet.of(signal));
        return old;
    }

    /**
     * Asks what the process does with a signal: {@code sigaction} without a new action.
     *
     * @param signal any signal
     * @return what is in force
     */
    public static Sigaction sigaction(Signal signal) {
        return enter().process().action(signal, null);
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
    public static SignalSet sigmask(How how, SignalSet set) {
        if (how == null || set == null) {
            throw new PosixException(Errno.EINVAL, "sigmask(" + how + ", " + set + ")");
        }
        Pthread self = enter();
        long old = self.mask;
        long mask =
                switch (how) {
                    case BLOCK -> old | set.bits;
                    case UNBLOCK -> old & ~set.bits;
                    case SETMASK -> set.bits;
                };
        self.process().setMask(self, mask);
        OsSignals.forward(self.process(), SignalSet.ofBits(self.mask & ~old));
        self.checkpoint();
        return SignalSet.ofBits(old);
    }

    /**
     * Asks for the calling thread's mask: {@code pthread_sigmask} without a set.
     *
     * @return the mask in force
     */
    public static SignalSet sigmask() {
        return SignalSet.ofBits(enter().mask);
    }

    /**
     * The signals that are blocked by the calling thread and pending for it or for the process.
     *
     * @return the set of {@code sigpending}
     */
    public static SignalSet sigpending() {
        Pthread self = enter();
        return SignalSet.ofBits(self.process().blockedPending(self));
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
        while (true) {
            Signal signal = await(set, Scheduler.NEVER, false);
            if (signal != null) {
                return signal;
            }
        }
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
        if (time.isNegative()) {
            throw new PosixException(Errno.EINVAL, "a wait cannot last " + time);
        }
        return await(set, Pthread.self().deadlineIn(time), true);
    }

    private static Signal await(SignalSet set, long deadline, boolean interruptible) {
        Points.point(Op.WAIT, set);
        Pthread self = Pthread.self();
        PosixProcess process = self.process();
        OsSignals.forward(process, set);
        long before = self.handled();
        try {
            while (true) {
                Signal signal = process.takeOrAwait(self, set.bits);
                if (signal != null) {
                    return signal;
                }
                self.checkpoint();
                if (interruptible && self.handled() != before) {
                    throw new PosixException(Errno.EINTR, "a handler interrupted the wait");
                }
                if (self.isPast(deadline)) {
                    throw new PosixException(Errno.EAGAIN, "no signal of " + set + " in time");
                }
                self.park(set, deadline);
            }
        } finally {
            process.stopAwaiting(self);
        }
    }

    /**
     * Replaces the mask until a handler has run, then restores it: {@code sigsuspend}.
     *
     * @param mask in force during the wait; the change and the wait are one atomic step
     */
    public static void sigsuspend(SignalSet mask) {
        Pthread self = enter();
        PosixProcess process = self.process();
        long before = self.handled();
        long old = process.setMask(self, mask.bits);
        try {
            while (true) {
                self.checkpoint();
                if (self.handled() != before) {
                    self.errno = Errno.EINTR;
                    return;
                }
                self.park(mask, Scheduler.NEVER);
            }
        } finally {
            process.setMask(self, old);
            self.checkpoint();
        }
    }

    /**
     * Waits until a handler has run: {@code pause}, that is, {@link #sigsuspend} with the mask in
     * force.
     */
    public static void pause() {
        sigsuspend(sigmask());
    }

    /**
     * Sends a signal to the calling thread: {@code raise}, which returns after its handler.
     *
     * @param signal the signal
     */
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
    public static void kill(Signal signal) {
        Pthread self = enter();
        self.process().generate(signal, null);
        self.checkpoint();
    }

    /**
     * Sends a signal to one thread: {@code pthread_kill}; never reports EINTR.
     *
     * @param thread a thread of the calling thread's process
     * @param signal the signal
     * @throws PosixException ESRCH when the thread has ended
     */
    public static void pthreadKill(Pthread thread, Signal signal) {
        Pthread self = enter();
        thread.process().generate(signal, thread);
        self.checkpoint();
    }

    /**
     * As {@link #raise(Signal)}, by number.
     *
     * @param number 0 only checks
     * @throws PosixException EINVAL when there is no such signal
     */
    public static void raise(int number) {
        pthreadKill(Pthread.self(), number);
    }

    /**
     * As {@link #kill(Signal)}, by number.
     *
     * @param number 0 only checks
     * @throws PosixException EINVAL when there is no such signal
     */
    public static void kill(int number) {
        if (number != 0) {
            kill(Signal.of(number));
        }
    }

    /**
     * As {@link #pthreadKill(Pthread, Signal)}, by number.
     *
     * @param thread a thread of the calling thread's process
     * @param number 0 only checks
     * @throws PosixException ESRCH when the thread has ended, EINVAL when there is no such signal
     */
    public static void pthreadKill(Pthread thread, int number) {
        if (number != 0) {
            pthreadKill(thread, Signal.of(number));
        } else if (!thread.isAlive()) {
            throw new PosixException(Errno.ESRCH, thread + " has ended");
        }
    }

    /**
     * Waits for some time: {@code nanosleep}, which no flag restarts.
     *
     * @param time how long
     * @return what is left when a handler ended the wait, with {@code errno} EINTR; else zero
     */
    public static Duration nanosleep(Duration time) {
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

    private static Pthread enter() {
        Points.point(Op.SIGNAL, null);
        return Pthread.self();
    }
}
