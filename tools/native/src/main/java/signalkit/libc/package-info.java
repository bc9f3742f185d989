/**
 * The kernel's own signals for Java threads, by calls to libc; Linux only.
 *
 * <p>{@link signalkit.libc.LinuxSignals} is what {@code --delivery native} stands on. {@link
 * signalkit.libc.NativeDeadlock} shows why the kit emulates handlers instead of running them: a
 * handler in C that enters Java meets the same deadlock as the emulated one, and worse. No lock is
 * taken here but those that the demonstration is about.
 */
package signalkit.libc;
