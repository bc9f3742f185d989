package signalkit.echo.server;

/** The states of a server, in the order in which it enters them. */
public enum ServerState {
    /** It reads its options and takes what it needs. */
    STARTING,

    /** It accepts and serves. */
    READY,

    /** It accepts no more and lets every connection end in order. */
    DRAINING,

    /** It breaks off the connections that are left. */
    FORCING,

    /** It has printed its account. */
    STOPPED;

    /**
     * Whether the server is on its way out.
     *
     * @return true from {@link #DRAINING} on
     */
    public boolean isEnding() {
        return compareTo(DRAINING) >= 0;
    }
}
