package signalkit.lessons.dedicatedwaiter;

/** A service that TERM ends, in an ordinary thread. */
public interface Service {
    /**
     * Runs until TERM has arrived; called by the main thread.
     *
     * @param work what a thread named worker does; ends by itself, or once stop was called
     * @param stop what TERM leads to: once, in an ordinary thread, over before this returns
     */
    void run(Runnable work, Runnable stop);
}
