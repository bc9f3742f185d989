package signalkit.explorer.jdk;

/** What a step does to the object that it is a step of, and to the order between threads. */
public enum Effect {
    /** Reads it, and sees what was before the last write. */
    READ,
    /** Reads and writes it, as a compare-and-set does. */
    WRITE,
    /** Takes something of it: sees what was before each earlier release. */
    ACQUIRE,
    /** Gives something back: what is before it is seen by each later acquire. */
    RELEASE
}
