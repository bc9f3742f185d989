package signalkit.posix.old;

import signalkit.annotations.AsyncSignalSafe;
import signalkit.posix.Errno;
import signalkit.posix.How;
import signalkit.posix.PosixException;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.SignalHandler;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;

/**
 * {@code signal}, {@code sigset} and their kin, as glibc builds them from sigaction and the mask.
 *
 * <p>Two calls make up one step here, so a signal may come in between: POSIX marks all but {@code
 * signal} obsolescent. Use {@link Signals#sigaction} and {@link Signals#sigmask}. Thread-safe.
 */
public final class OldSignals {
    private static final String LISTED =
            "POSIX XSH 2.4.3 lists it; here: sigaction and pthread_sigmask";

    /** The default action. */
    public static final SignalHandler SIG_DFL = signal -> {};

    /** No effect. */
    public static final SignalHandler SIG_IGN = signal -> {};

    /** For {@link #sigset}: the signal is blocked, and its action stays as it is. */
    public static final SignalHandler SIG_HOLD = signal -> {};

    private OldSignals() {}

    /**
     * Sets an action that stays, restarts calls and blocks its signal: {@code signal} of BSD.
     *
     * @param signal any but KILL and STOP
     * @param handler a function, {@link #SIG_DFL} or {@link #SIG_IGN}
     * @return what was in force before
     * @throws PosixException EINVAL for KILL and STOP, and when an argument is null
     */
    @AsyncSignalSafe(LISTED)
    public static SignalHandler signal(Signal signal, SignalHandler handler) {
        Sigaction action = action(handler).withFlags(Sigaction.Flag.RESTART).withMask(signal);
        return handler(Signals.sigaction(signal, action));
    }

    /**
     * Sets an action that restarts nothing and unblocks the signal, or blocks it: {@code sigset}.
     *
     * @param signal any but KILL and STOP
     * @param handler a function, {@link #SIG_DFL}, {@link #SIG_IGN} or {@link #SIG_HOLD}
     * @return what was in force before; SIG_HOLD when the signal was blocked
     * @throws PosixException EINVAL when an argument is null, and for KILL and STOP, unless the
     *     handler is {@link #SIG_HOLD}, which has no effect on them
     */
    @AsyncSignalSafe(LISTED)
    public static SignalHandler sigset(Signal signal, SignalHandler handler) {
        SignalSet set = SignalSet.of(signal);
        Sigaction before;
        SignalSet mask;
        if (handler == SIG_HOLD) {
            mask = Signals.sigmask(How.BLOCK, set);
            before = Signals.sigaction(signal);
        } else {
            before = Signals.sigaction(signal, action(handler));
            mask = Signals.sigmask(How.UNBLOCK, set);
        }
        return mask.contains(signal) ? SIG_HOLD : handler(before);
    }

    /**
     * Blocks a signal: {@code sighold}.
     *
     * @param signal KILL and STOP have no effect and are no error
     */
    public static void sighold(Signal signal) {
        Signals.sigmask(How.BLOCK, SignalSet.of(signal));
    }

    /**
     * Unblocks a signal, which is delivered before the call returns: {@code sigrelse}.
     *
     * @param signal any
     */
    public static void sigrelse(Signal signal) {
        Signals.sigmask(How.UNBLOCK, SignalSet.of(signal));
    }

    /**
     * Ignores a signal, blocked or not: {@code sigignore}.
     *
     * @param signal any but KILL and STOP
     * @throws PosixException EINVAL for KILL and STOP
     */
    public static void sigignore(Signal signal) {
        Signals.sigaction(signal, Sigaction.IGNORE);
    }

    private static Sigaction action(SignalHandler handler) {
        if (handler == null) {
            throw new PosixException(Errno.EINVAL, "a handler is null; SIG_DFL is the default");
        }
        if (handler == SIG_HOLD) {
            throw new PosixException(Errno.EINVAL, "only sigset takes SIG_HOLD");
        }
        return handler == SIG_DFL
                ? Sigaction.DEFAULT
                : handler == SIG_IGN ? Sigaction.IGNORE : Sigaction.handler(handler);
    }

    private static SignalHandler handler(Sigaction action) {
        return switch (action.disposition()) {
            case DEFAULT -> SIG_DFL;
            case IGNORE -> SIG_IGN;
            case HANDLER -> action.handler();
        };
    }
}
