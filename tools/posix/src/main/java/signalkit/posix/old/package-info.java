/**
 * The calls of before sigaction: {@code signal} of BSD, and System V's {@code sigset} and its kin.
 *
 * <p>They hold no lock of their own; the order is that of {@link signalkit.posix}.
 */
package signalkit.posix.old;
