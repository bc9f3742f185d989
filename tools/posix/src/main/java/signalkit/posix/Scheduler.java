package signalkit.posix;

import java.time.Duration;
import java.util.List;
import signalkit.posix.inspect.UnblockedWait;

/**
 * The seam under threads, locks, waits and interruption points.
 *
 * <p>{@link NativeScheduler} lets real threads run in parallel. An explorer's scheduler runs one
 * thread at a time and decides at each {@link #point} which thread runs and which signal arrives.
 * Everything that blocks in this kit blocks in {@link #park}.
 */
public interface Scheduler {
    /** A deadline that never comes. */
    long NEVER = Long.MAX_VALUE;

    /** The longest wait that has an end. */
    Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE / 2);

    /**
     * Provides the Java thread for a new thread.
     *
     * @param thread under construction: to be kept, and not to be asked for anything
     * @param name of the thread
     * @return a carrier that is free
     */
    default Carrier carrier(Pthread thread, String name) {
        return new Carrier.Single(thread, name);
    }

    /**
     * Starts a thread.
     *
     * @param thread the thread; its carrier is not started yet
     */
    void start(Pthread thread);

    /**
     * Blocks the calling thread until it is unparked, the deadline comes, or for no reason.
     *
     * <p>An {@link #unpark} before the call makes it return at once, one time.
     *
     * @param self the calling thread
     * @param blocker what it waits for, shown by thread dumps
     * @param deadline in the units of {@link #nanoTime}, or {@link #NEVER}
     */
    void park(Pthread self, Object blocker, long deadline);

    /**
     * Wakes a parked thread, or makes its next {@link #park} return at once.
     *
     * @param thread the thread to wake
     */
    void unpark(Pthread thread);

    /**
     * Called by a thread before each visible step, when something is armed (see {@link Points}).
     *
     * @param self the calling thread
     * @param op what it is about to do
     * @param target the object that it does it to, or null
     */
    void point(Pthread self, Op op, Object target);

    /**
     * The monotonic clock of the threads under this scheduler.
     *
     * @return nanoseconds since some fixed moment
     */
    long nanoTime();

    /**
     * Whether a deadline has come.
     *
     * @param deadline in the units of {@link #nanoTime}, or {@link #NEVER}
     * @return whether it is now or was before
     */
    default boolean isPast(long deadline) {
        return deadline != NEVER && nanoTime() - deadline >= 0;
    }

    /**
     * The moment that is some time from now.
     *
     * @param time counts as zero when it is negative, and is cut at {@link #LONGEST}
     * @return in the units of {@link #nanoTime}; it may have overflowed, which {@link #isPast}
     *     takes into account
     */
    default long deadlineIn(Duration time) {
        Duration bounded = time.compareTo(LONGEST) > 0 ? LONGEST : time;
        return nanoTime() + (bounded.isNegative() ? 0 : bounded.toNanos());
    }

    /**
     * Called on a thread of the process before its first step.
     *
     * @param thread the calling thread
     */
    default void began(Pthread thread) {}

    /**
     * Called on a thread that has run to its end, after its last step.
     *
     * @param thread the calling thread
     */
    default void ended(Pthread thread) {}

    /**
     * Called on a thread on top of which a handler is about to run, its signals blocked already.
     *
     * @param thread the calling thread
     */
    default void handlerBegins(Pthread thread) {}

    /**
     * Called on a thread whose handler does not return: it jumps out, or ends the thread.
     *
     * @param thread the calling thread
     */
    default void handlerLeft(Pthread thread) {}

    /**
     * Asked when a fatal signal is sent to a thread that has another signal on its way.
     *
     * @param thread which has not taken that signal yet
     * @return whether it runs, so that the process ends at once; else the signals are taken in turn
     */
    default boolean mayRun(Pthread thread) {
        return true;
    }

    /**
     * Told once of each wait for signals that some thread does not block.
     *
     * @param wait who waits, and who does not block what
     */
    default void unblockedWait(UnblockedWait wait) {}

    /**
     * Asked by a thread that was parked in a wait that may end for no reason.
     *
     * @param thread the calling thread
     * @return whether its last {@link #park} is to end the wait, though nobody has signalled
     */
    default boolean wokeSpuriously(Pthread thread) {
        return false;
    }

    /**
     * Asked by a thread that signals a condition variable on which several threads wait.
     *
     * @param thread the calling thread
     * @param waiters at least two, the one that waits longest first
     * @return the index of the one to wake; POSIX permits any
     */
    default int chooseWaiter(Pthread thread, List<Pthread> waiters) {
        return 0;
    }

    /**
     * Whether threads block only through this seam, so that foreign waits must not be used.
     *
     * @return true under an explorer
     */
    default boolean isControlled() {
        return false;
    }
}
