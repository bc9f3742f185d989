package signalkit.posix;

import java.util.Locale;
import java.util.Optional;

/**
 * The signals, with the numbers of Linux on x86-64 and the default actions of POSIX.
 *
 * <p>A standard signal merges with one that is pending. A real-time signal is queued: each that was
 * sent is delivered, the lowest number first. There are as many as POSIX asks for. Source: {@code
 * signal(7)} of the Linux manual; POSIX.1-2017, {@code <signal.h>}.
 */
public enum Signal {
    HUP(1, Default.TERMINATE),
    INT(2, Default.TERMINATE),
    QUIT(3, Default.CORE),
    ILL(4, Default.CORE),
    TRAP(5, Default.CORE),
    ABRT(6, Default.CORE),
    BUS(7, Default.CORE),
    FPE(8, Default.CORE),
    KILL(9, Default.TERMINATE),
    USR1(10, Default.TERMINATE),
    SEGV(11, Default.CORE),
    USR2(12, Default.TERMINATE),
    PIPE(13, Default.TERMINATE),
    ALRM(14, Default.TERMINATE),
    TERM(15, Default.TERMINATE),
    STKFLT(16, Default.TERMINATE),
    CHLD(17, Default.IGNORE),
    CONT(18, Default.CONTINUE),
    STOP(19, Default.STOP),
    TSTP(20, Default.STOP),
    TTIN(21, Default.STOP),
    TTOU(22, Default.STOP),
    URG(23, Default.IGNORE),
    XCPU(24, Default.CORE),
    XFSZ(25, Default.CORE),
    VTALRM(26, Default.TERMINATE),
    PROF(27, Default.TERMINATE),
    WINCH(28, Default.IGNORE),
    IO(29, Default.TERMINATE),
    PWR(30, Default.TERMINATE),
    SYS(31, Default.CORE),
    /** SIGRTMIN; as for its kin, what it means is up to the program. */
    RTMIN(34, Default.TERMINATE),
    RTMIN_1(35, Default.TERMINATE),
    RTMIN_2(36, Default.TERMINATE),
    RTMIN_3(37, Default.TERMINATE),
    RTMIN_4(38, Default.TERMINATE),
    RTMIN_5(39, Default.TERMINATE),
    RTMIN_6(40, Default.TERMINATE),
    RTMIN_7(41, Default.TERMINATE);

    /** What a signal does when no handler is installed for it. */
    public enum Default {
        /** The process ends with the status 128 + n. */
        TERMINATE,
        /** As {@link #TERMINATE}; an operating system would also write a core file. */
        CORE,
        /** Nothing happens. */
        IGNORE,
        /** Every thread of the process stops at its next interruption point. */
        STOP,
        /** A stopped process continues. */
        CONTINUE
    }

    private static final Signal[] BY_NUMBER = new Signal[42];

    static {
        for (Signal signal : values()) {
            BY_NUMBER[signal.number] = signal;
        }
    }

    private final int number;
    private final Default defaultAction;
    private final String text;

    Signal(int number, Default defaultAction) {
        this.number = number;
        this.defaultAction = defaultAction;
        this.text = name().replace('_', '+');
    }

    /**
     * The number of this signal on Linux, x86-64.
     *
     * @return 1 to 31, or from 34 on for a real-time signal
     */
    public int number() {
        return number;
    }

    /**
     * What this signal does when its disposition is {@link Sigaction#DEFAULT}.
     *
     * @return the default action
     */
    public Default defaultAction() {
        return defaultAction;
    }

    /**
     * The status that a shell reports for a process that this signal ended.
     *
     * @return 128 + {@link #number()}
     */
    public int exitStatus() {
        return 128 + number;
    }

    /**
     * Whether this signal is queued: SIGRTMIN to SIGRTMIN+7.
     *
     * @return false for the standard signals, which merge
     */
    public boolean isRealTime() {
        return number >= RTMIN.number;
    }

    /**
     * Whether this signal can be caught, blocked or ignored: all can, but KILL and STOP.
     *
     * @return false for KILL and STOP
     */
    public boolean isCatchable() {
        return this != KILL && this != STOP;
    }

    /**
     * The signal with a number.
     *
     * @param number a Linux signal number
     * @return the signal
     * @throws PosixException EINVAL when there is no signal with this number
     */
    public static Signal of(int number) {
        Signal signal = numbered(number);
        if (signal == null) {
            throw new PosixException(Errno.EINVAL, "no signal has the number " + number);
        }
        return signal;
    }

    /** The signal with a number, or null. */
    static Signal numbered(int number) {
        return number < 1 || number >= BY_NUMBER.length ? null : BY_NUMBER[number];
    }

    /**
     * The signal that a person means: "TERM", "sigterm" and "15" are the same.
     *
     * @param text a name, with or without SIG, in any case, or a number
     * @return the signal, or empty when there is none of that name
     */
    public static Optional<Signal> parse(String text) {
        String name = text.trim().toUpperCase(Locale.ROOT);
        String bare = (name.startsWith("SIG") ? name.substring(3) : name).replace('_', '+');
        for (Signal signal : values()) {
            if (signal.toString().equals(bare) || Integer.toString(signal.number).equals(name)) {
                return Optional.of(signal);
            }
        }
        return Optional.empty();
    }

    /** The name without SIG: TERM, or RTMIN+1. */
    @Override
    public String toString() {
        return text;
    }

    long bit() {
        return 1L << number;
    }
}
