/**
 * A look inside an emulated process, also one that hangs: its threads, and who holds its locks.
 *
 * <p>Reading takes no lock of the program. {@link signalkit.posix.inspect.ThreadReport} and {@link
 * signalkit.posix.inspect.LockInfo} are values that JMX can carry.
 */
package signalkit.posix.inspect;
