package signalkit.posix;

import signalkit.annotations.AsyncSignalSafe;

/**
 * The error numbers that the kit's calls report, with the values of Linux.
 *
 * <p>Each {@link Pthread} has one {@code errno}, as each POSIX thread has: a call that fails sets
 * it, and a handler that does not save and restore it clobbers the code that it interrupts.
 */
public enum Errno {
    /** No call has failed yet. */
    NONE(0, "no error"),
    /** The caller may not do this: for example, it unlocks another thread's mutex. */
    EPERM(1, "operation not permitted"),
    /** The thread has ended, or there never was one. */
    ESRCH(3, "no such thread"),
    /** A handler interrupted the call. */
    EINTR(4, "interrupted by a signal handler"),
    /** That end of a pipe is closed. */
    EBADF(9, "bad file descriptor"),
    /** There is no child to wait for. */
    ECHILD(10, "no child processes"),
    /** The call would have to wait, and was told not to. */
    EAGAIN(11, "resource temporarily unavailable"),
    /** The lock is held. */
    EBUSY(16, "resource busy"),
    /** An argument makes no sense. */
    EINVAL(22, "invalid argument"),
    /** Nobody can read what is written. */
    EPIPE(32, "broken pipe"),
    /** The caller holds this mutex already, or waits for itself. */
    EDEADLK(35, "resource deadlock avoided"),
    /** A counter is at its limit. */
    EOVERFLOW(75, "value too large for defined data type"),
    /** The time was over first. */
    ETIMEDOUT(110, "timed out");

    private final int number;
    private final String text;

    Errno(int number, String text) {
        this.number = number;
        this.text = text;
    }

    /**
     * The value of this error on Linux.
     *
     * @return 0 for {@link #NONE}, else positive
     */
    public int number() {
        return number;
    }

    /**
     * What {@code strerror} would say.
     *
     * @return a short lower-case text
     */
    public String text() {
        return text;
    }

    /**
     * The last error of the calling thread.
     *
     * @return the error that the last failed call reported
     */
    @AsyncSignalSafe("reads one field of the calling thread")
    public static Errno get() {
        Points.point(Op.OWN, null);
        return Pthread.self().errno;
    }

    /**
     * Sets the last error of the calling thread: how a handler restores what it saved.
     *
     * @param value the error to report from now on
     */
    @AsyncSignalSafe("writes one field of the calling thread")
    public static void set(Errno value) {
        Points.point(Op.OWN, null);
        Pthread.self().errno = value;
    }
}
