package signalkit.lab.load;

import java.util.Locale;

/** How a connection ended, seen from the client. */
public enum ClientOutcome {
    /** Everything that was sent came back, and the connection ended in order. */
    SERVED,
    /** The connection was reset. */
    RESET,
    /** The server closed it with bytes outstanding. */
    CUT,
    /** The client sent something and never got a byte back. */
    NEVER_SERVED,
    /** It was served before, but an echo was outstanding when the client gave up. */
    STALLED,
    /** The server did not accept it. */
    REFUSED,
    /** Other bytes came back than were sent. */
    CORRUPT,
    /** Made after the signal and reset without a byte: it raced the listener that closed. */
    RACED;

    /**
     * The name in tables.
     *
     * @return in small letters, with spaces
     */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /**
     * Whether the client got less than it may expect.
     *
     * @return false for SERVED, and for REFUSED and RACED, which no server can prevent
     */
    public boolean isLoss() {
        return this != SERVED && this != REFUSED && this != RACED;
    }
}
