/**
 * The bridge between the operating system's signals and the emulated process of this JVM.
 *
 * <p>{@link signalkit.posix.os.OsSignals} takes signals over from HotSpot. {@link
 * signalkit.posix.os.KernelSignals} stands for the kernel's own calls, which another module
 * provides.
 */
package signalkit.posix.os;
