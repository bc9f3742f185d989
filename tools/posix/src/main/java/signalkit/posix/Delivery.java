package signalkit.posix;

/** Who runs a handler when the operating system sends this JVM a signal. */
public enum Delivery {
    /** A thread of the emulated process, interrupted at a point of its own code. */
    POSIX,
    /** A new JVM thread for each delivery: plain {@code sun.misc.Signal}. */
    JVM
}
