package signalkit.lessons.dedicatedwaiter;

/** A service that INT or TERM ends, in an ordinary thread. */
public interface Service {
    /**
     * Runs the service until INT or TERM has arrived, and the work has ended.
     *
     * <p>Called by the main thread, once, when there is no other thread. INT and TERM are not
     * blocked then, and are sent to the process as soon as the work has begun. Later ones, however
     * many, change nothing. No other signal is blocked or unblocked, in any thread.
     *
     * @param work runs in an ordinary thread; may make further threads, and ends by itself or once
     *     stop was called
     * @param stop what INT or TERM lead to: once, in no handler, and over before this returns
     */
    void run(Runnable work, Runnable stop);
}
