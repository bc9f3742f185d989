package signalkit.posix;

import static signalkit.posix.PosixException.needed;
import static signalkit.posix.PosixException.required;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import signalkit.annotations.AsyncSignalSafe;
import signalkit.posix.Sigaction.Code;
import signalkit.posix.Sigaction.Siginfo;
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
        Pthread self =
                enter(
                        action == null ? "asks for the action of " : "sets the action of ",
                        signal,
                        "");
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
     * Changes the calling thread's mask: {@code pthread_sigmask}, and {@code sigprocmask}.
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
        needed(how, "the how of sigmask");
        needed(set, "the set of sigmask");
        Pthread self = enter(verb(how), set, "");
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
        return SignalSet.ofBits(enter("reads its mask").mask);
    }

    /**
     * The signals that are blocked by the calling thread and pending for it or for the process.
     *
     * @return the set of {@code sigpending}
     */
    @AsyncSignalSafe(LISTED)
    public static SignalSet sigpending() {
        Pthread self = enter("looks at pending signals");
        return SignalSet.ofBits(self.process().kernel().pendingFor(self) & self.mask);
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
        return SignalWaits.await(set, Scheduler.NEVER, false);
    }

    /**
     * As {@link #sigwait}, but a handler ends the wait: {@code sigwaitinfo}.
     *
     * @param set the signals to wait for
     * @return the signal that was taken
     * @throws PosixException EINTR when a handler ran first
     */
    public static Signal sigwaitinfo(SignalSet set) {
        return SignalWaits.await(set, Scheduler.NEVER, true);
    }

    /**
     * As {@link #sigwaitinfo(SignalSet)}, and tells more of the signal.
     *
     * <p>glibc reports {@code SI_USER} for {@code SI_TKILL} here, and so does this.
     *
     * @param set the signals to wait for
     * @param info gets what is known of the signal that was taken
     * @return the signal that was taken
     * @throws PosixException EINTR when a handler ran first
     */
    public static Signal sigwaitinfo(SignalSet set, AtomicReference<Siginfo> info) {
        required(info, "the siginfo of sigwaitinfo");
        Signal signal = sigwaitinfo(set);
        Siginfo taken = Pthread.selfOrNull().taken; // without a point: its handler would write it
        boolean own = taken.code() == Code.TKILL;
        info.set(own ? new Siginfo(signal, Code.USER, taken.value()) : taken);
        return signal;
    }

    /**
     * As {@link #sigwaitinfo(SignalSet)}, for a limited time: {@code sigtimedwait}.
     *
     * @param set the signals to wait for
     * @param time how long at most; zero only looks
     * @return the signal that was taken
     * @throws PosixException EAGAIN when none came in time, EINTR when a handler ran first, EINVAL
     *     when the time is negative
     */
    public static Signal sigtimedwait(SignalSet set, Duration time) {
        requireTime(time);
        return SignalWaits.await(set, Pthread.self().process().scheduler().deadlineIn(time), true);
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
        Pthread self = enter("waits for a handler, with mask ", mask, "");
        SignalWaits.suspend(self, mask.bits);
    }

    /**
     * Unblocks one signal and waits until a handler has run: {@code sigpause}.
     *
     * @param signal taken out of the mask during the wait
     */
    @AsyncSignalSafe(LISTED)
    public static void sigpause(Signal signal) {
        required(signal, "the signal of sigpause");
        Pthread self = enter("waits for a handler, and unblocks ", signal, "");
        SignalWaits.suspend(self, self.mask & ~signal.bit());
    }

    /** Waits until a handler has run: {@code pause}. */
    @AsyncSignalSafe(LISTED)
    public static void pause() {
        Pthread self = enter("waits for a handler");
        SignalWaits.suspend(self, self.mask);
    }

    /**
     * Sends a signal to the calling thread: {@code raise}, which returns after its handler.
     *
     * @param signal the signal
     */
    @AsyncSignalSafe(LISTED)
    public static void raise(Signal signal) {
        required(signal, "the signal of raise");
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
        Pthread self = sending("sends ", signal, " to the process");
        self.process()
                .send(new Siginfo(required(signal, "the signal of a kill"), Code.USER, 0), null);
        takeUnlessAnotherDoes(self, signal);
    }

    /**
     * Sends a signal with a value to the calling thread's process: {@code sigqueue}.
     *
     * <p>Of a real-time signal each is delivered. A standard one that is pending already is not
     * sent, as on Linux.
     *
     * @param signal the signal
     * @param value told to a handler with SA_SIGINFO and to {@link #sigwaitinfo(SignalSet,
     *     AtomicReference)}
     */
    @AsyncSignalSafe(LISTED)
    public static void sigqueue(Signal signal, int value) {
        required(signal, "the signal of sigqueue");
        Pthread self = sending("queues ", signal, " for the process");
        self.process().kernel().generateForAny(new Siginfo(signal, Code.QUEUE, value), null);
        takeUnlessAnotherDoes(self, signal);
    }

    /** Between the two halves of a kill, a thread on another processor may take the signal. */
    private static void takeUnlessAnotherDoes(Pthread self, Signal signal) {
        Points.betweenKillAndTake(self, signal);
        self.checkpoint();
    }

    /**
     * Sends a signal to one thread: {@code pthread_kill}; never reports EINTR.
     *
     * <p>A thread that has ended and was not joined gets nothing, and that is no error.
     *
     * @param thread a thread of the calling thread's process
     * @param signal the signal
     * @throws PosixException ESRCH when the thread was joined, or is another process's; {@code
     *     errno} stays as it was
     */
    @AsyncSignalSafe(LISTED)
    public static void pthreadKill(Pthread thread, Signal signal) {
        Pthread self = sending("sends ", signal, thread == null ? "" : " to " + thread.name());
        needed(thread, "the thread of a kill").requireOf(self.process());
        needed(signal, "the signal of a kill");
        Kernel kernel = self.process().kernel();
        kernel.generate(new Siginfo(signal, Code.TKILL, 0), thread);
        if (thread != self) {
            kernel.lookAgain(self);
        }
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
        if (number != 0) {
            raise(Signal.of(number));
        } else {
            enter("looks whether it may send a signal").checkpoint();
        }
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
            enter("looks whether it may send a signal").checkpoint();
        }
    }

    /**
     * As {@link #pthreadKill(Pthread, Signal)}, by number.
     *
     * @param thread a thread of the calling thread's process
     * @param number 0 only checks
     * @throws PosixException ESRCH when the thread was joined, or is another process's; EINVAL when
     *     there is no such signal
     */
    @AsyncSignalSafe(LISTED)
    public static void pthreadKill(Pthread thread, int number) {
        if (number != 0) {
            Signal signal = Signal.numbered(number);
            if (signal == null) {
                throw PosixException.returned(Errno.EINVAL, "no signal has the number " + number);
            }
            pthreadKill(thread, signal);
        } else {
            Pthread self = enter("looks whether it may send a signal");
            needed(thread, "the thread of a kill").requireOf(self.process());
            if (thread != self) {
                self.process().kernel().lookAgain(self);
            }
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
        Pthread self = Pthread.cancellable();
        long deadline = self.process().scheduler().deadlineIn(time);
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

    private static String verb(How how) {
        return switch (how) {
            case BLOCK -> "blocks ";
            case UNBLOCK -> "unblocks ";
            case SETMASK -> "sets its mask to ";
        };
    }

    private static Pthread enter(String words) {
        Points.point(Op.SIGNAL, words);
        return Pthread.self();
    }

    private static Pthread sending(String before, Signal signal, String after) {
        Points.point(Op.SEND, Points.isArmed() ? before + signal + after : before);
        return Pthread.self();
    }

    /** The words are put together only where somebody may look at them. */
    private static Pthread enter(String before, Object what, String after) {
        return enter(Points.isArmed() ? before + what + after : before);
    }
}
