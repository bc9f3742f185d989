package signalkit.posix;

/** A call of this package failed, for the reason that {@link #errno()} names. */
public final class PosixException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Errno errno;
    private final String detail;

    /**
     * Makes an exception and, on a thread of an emulated process, sets its {@code errno}.
     *
     * @param errno the error
     * @param detail which input was wrong, and what would be right
     */
    public PosixException(Errno errno, String detail) {
        this(errno, detail, Pthread.selfOrNull());
    }

    private PosixException(Errno errno, String detail, Pthread caller) {
        super(errno + ": " + detail);
        this.errno = errno;
        this.detail = detail;
        if (caller != null) {
            caller.errno = errno;
        }
    }

    /**
     * The error of a function that returns its number and leaves {@code errno} as it was.
     *
     * @param errno the error
     * @param detail which input was wrong, and what would be right
     * @return the exception, to be thrown
     */
    public static PosixException returned(Errno errno, String detail) {
        return new PosixException(errno, detail, null);
    }

    /**
     * Refuses an argument of such a function that is null.
     *
     * @param <T> of the argument
     * @param argument what was given
     * @param what its name in the message
     * @return the argument
     */
    public static <T> T needed(T argument, String what) {
        if (argument == null) {
            throw returned(Errno.EINVAL, what + " is null");
        }
        return argument;
    }

    /** Refuses an argument that is null; {@code what} names it and the call. */
    static <T> T required(T argument, String what) {
        if (argument == null) {
            throw new PosixException(Errno.EINVAL, what + " is null");
        }
        return argument;
    }

    /**
     * The reason.
     *
     * @return the error number's name
     */
    public Errno errno() {
        return errno;
    }

    /**
     * The message without the name of the error, for people who made no call themselves.
     *
     * @return which input was wrong, and what would be right
     */
    public String detail() {
        return detail;
    }
}
