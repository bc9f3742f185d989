package signalkit.echo.server;

/** What can be asked to end, in order or at once: one job, or an executor with all its jobs. */
public interface Drainable {
    /** What can be asked. */
    enum Request {
        /** An orderly end. */
        DRAIN,

        /** An end at once, also after {@link #DRAIN}. */
        ABORT
    }

    /**
     * Asks for an end, whether the work waits or runs. Any thread; does not wait for the end.
     *
     * @param request which end
     */
    void shutdown(Request request);

    /** Asks for an orderly end. */
    default void drain() {
        shutdown(Request.DRAIN);
    }

    /** Asks for an end at once. */
    default void abort() {
        shutdown(Request.ABORT);
    }
}
