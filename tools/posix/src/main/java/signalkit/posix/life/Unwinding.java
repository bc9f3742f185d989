package signalkit.posix.life;

/**
 * What leaves the frames of a thread without being an error of its program.
 *
 * <p>An Error, so that no {@code catch (Exception)} stops it. Code that catches Throwable has to
 * throw it on; {@code finally} blocks run.
 */
public abstract class Unwinding extends Error {
    private static final long serialVersionUID = 1L;

    /**
     * Without a stack trace and without causes.
     *
     * @param message what ends
     */
    protected Unwinding(String message) {
        super(message, null, false, false);
    }

    /** The end of one thread, by {@code pthread_exit} or because it was cancelled. */
    static final class OfThread extends Unwinding {
        private static final long serialVersionUID = 1L;

        OfThread() {
            super("the thread ends");
        }
    }
}
