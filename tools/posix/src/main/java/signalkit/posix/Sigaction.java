package signalkit.posix;

import java.util.EnumSet;
import java.util.Set;
import signalkit.annotations.HandlerContext;

/**
 * What a process does with a signal: the {@code struct sigaction} of POSIX, immutable.
 *
 * @param disposition whether there is a function to call
 * @param handler the function to call; null unless the disposition is HANDLER
 * @param mask blocked during the handler, beside the signal itself and the thread's own mask
 * @param flags how the signal is delivered
 */
public record Sigaction(
        Disposition disposition, SignalHandler handler, SignalSet mask, Set<Flag> flags) {
    /** The three kinds of action. */
    public enum Disposition {
        /** SIG_DFL. */
        DEFAULT,
        /** SIG_IGN. */
        IGNORE,
        /** A function is called. */
        HANDLER
    }

    /** The flags of {@code sa_flags} that this kit knows. */
    public enum Flag {
        /** SA_RESTART: a restartable call that the handler interrupted is restarted. */
        RESTART,
        /** SA_NODEFER: the signal itself is not blocked while its handler runs. */
        NODEFER,
        /** SA_NOCLDSTOP, for CHLD: a child that stops or is continued sends none. */
        NOCLDSTOP,
        /** SA_NOCLDWAIT, for CHLD: a child that ends leaves no zombie behind. */
        NOCLDWAIT,
        /** SA_RESETHAND: the disposition is the default again before the handler starts. */
        RESETHAND
    }

    /** Who or what has sent a signal: {@code si_code}. */
    public enum Code {
        /** SI_USER: {@code kill}, or another process. */
        USER,
        /** SI_TKILL: {@code pthread_kill} or {@code raise}. */
        TKILL,
        /** SI_QUEUE: {@code sigqueue}. */
        QUEUE,
        /** SI_TIMER: a timer of {@code timer_create}. */
        TIMER
    }

    /**
     * What is told of a signal: {@code siginfo_t}. Of signals that merged it is the first one's.
     *
     * @param signal {@code si_signo}
     * @param code {@code si_code}
     * @param value {@code si_value}, 0 unless the code is {@link Code#QUEUE}
     */
    public record Siginfo(Signal signal, Code code, int value) {}

    /** A handler that is told more than the number: what SA_SIGINFO asks for. */
    @FunctionalInterface
    public interface SiginfoHandler extends SignalHandler {
        /**
         * Handles one delivery.
         *
         * @param info what is known of it
         */
        @HandlerContext
        void handle(Siginfo info);

        @Override
        @HandlerContext
        default void handle(Signal signal) {
            handle(new Siginfo(signal, Code.USER, 0));
        }
    }

    /** SIG_DFL: the default action of the signal. */
    public static final Sigaction DEFAULT = of(Disposition.DEFAULT, null);

    /** SIG_IGN: the signal has no effect. */
    public static final Sigaction IGNORE = of(Disposition.IGNORE, null);

    /**
     * Checks the parts against each other and copies the flags.
     *
     * @throws PosixException EINVAL when a handler is missing, or is there and cannot be called
     */
    public Sigaction {
        if ((disposition == Disposition.HANDLER) != (handler != null)) {
            throw new PosixException(Errno.EINVAL, disposition + " with handler " + handler);
        }
        if (disposition == null || mask == null || flags == null) {
            throw new PosixException(Errno.EINVAL, "an action needs a disposition, mask and flags");
        }
        flags = Set.copyOf(flags);
    }

    /**
     * An action that calls a function, with an empty {@code sa_mask} and no flags.
     *
     * @param handler the function, called in handler context
     * @return the action
     */
    public static Sigaction handler(SignalHandler handler) {
        return of(Disposition.HANDLER, handler);
    }

    /**
     * As {@link #handler}, with SA_SIGINFO.
     *
     * @param handler the function, called in handler context
     * @return the action
     */
    public static Sigaction siginfo(SiginfoHandler handler) {
        return of(Disposition.HANDLER, handler);
    }

    private static Sigaction of(Disposition disposition, SignalHandler handler) {
        return new Sigaction(disposition, handler, SignalSet.EMPTY, Set.of());
    }

    /**
     * The same action with another {@code sa_mask}.
     *
     * @param signals blocked while the handler runs; KILL and STOP have no effect here
     * @return the changed copy
     */
    public Sigaction withMask(Signal... signals) {
        return new Sigaction(disposition, handler, SignalSet.of(signals), flags);
    }

    /**
     * The same action with other flags.
     *
     * @param first the first flag
     * @param rest more flags
     * @return the changed copy
     */
    public Sigaction withFlags(Flag first, Flag... rest) {
        return new Sigaction(disposition, handler, mask, EnumSet.of(first, rest));
    }

    /** The same action without some signals in its {@code sa_mask}. */
    Sigaction withoutMask(long bits) {
        return (mask.bits & bits) == 0
                ? this
                : new Sigaction(disposition, handler, SignalSet.ofBits(mask.bits & ~bits), flags);
    }

    /** What SA_RESETHAND leaves: the default, with the mask and the flags of before. */
    Sigaction reset() {
        return new Sigaction(Disposition.DEFAULT, null, mask, flags);
    }

    boolean has(Flag flag) {
        return flags.contains(flag);
    }
}
