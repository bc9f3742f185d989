package signalkit.posix.os;

/** Who runs a handler when the operating system sends this JVM a signal. */
public enum Delivery {
    /** A thread of the emulated process, interrupted at a point of its own code. */
    POSIX,
    /** A new JVM thread for each delivery: plain {@code sun.misc.Signal}. */
    JVM,
    /**
     * Nobody: the signals are blocked in every thread of the JVM, and {@code sigwait} and its kin
     * are the kernel's own. {@code kill} is the kernel's, too; what a thread sends to a thread, and
     * the masks that this package reports, stay emulated. Needs a {@link KernelSignals}.
     */
    NATIVE
}
