package signalkit.explorer.memory;

/** The order that an access promises, as the documentation of VarHandle names it. */
public enum AccessMode {
    /** Nothing: accesses that are not ordered race. */
    PLAIN,
    /** Coherence: all threads see the writes of one location in one order. */
    OPAQUE,
    /** Opaque, and a read that synchronises with the release that it sees. */
    ACQUIRE,
    /** Opaque, and a write that others may acquire. */
    RELEASE,
    /** All of these, and one order of all volatile accesses. */
    VOLATILE
}
