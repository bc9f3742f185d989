package signalkit.lessons.selfdeadlock;

import signalkit.posix.Signal;

/** Counts, and notes its totals whenever USR1 arrives. */
public interface Meter {
    /**
     * Counts one more event. Called by the main thread.
     *
     * @param bytes of the event, 0 or more
     */
    void count(int bytes);

    /**
     * The handler of USR1: notes the events and bytes counted so far.
     *
     * @param signal USR1
     */
    void onSignal(Signal signal);

    /**
     * What the last USR1 noted.
     *
     * @return events, a slash, bytes: {@code 2/12}; null before the first note
     */
    String noted();
}
