package signalkit.lessons.allowlist;

import java.util.List;

/** Notes signals in a handler, and tells of them from ordinary code. */
public interface SignalLog {
    /** Registers the handlers of TERM and USR1 with {@code Signals.sigaction}. */
    void install();

    /**
     * Whether TERM has arrived. An ordinary thread asks.
     *
     * @return true from the first TERM on
     */
    boolean isStopRequested();

    /**
     * What has arrived since the last call. One ordinary thread asks.
     *
     * @return {@code TERM} if TERM has arrived, then {@code USR1 n} if n handlers of USR1 have run
     */
    List<String> takeLines();
}
