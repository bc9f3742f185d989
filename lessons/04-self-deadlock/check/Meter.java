package signalkit.lessons.selfdeadlock;

import signalkit.posix.Signal;

/** Counts, and notes how far it has come whenever USR1 arrives. */
public interface Meter {
    /**
     * Counts one more event. Called by the main thread.
     *
     * @param bytes that came with it
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
     * @return events, a slash, bytes: {@code 2/12}; null when none has come
     */
    String noted();
}
