/**
 * Signals that come by the clock: {@code alarm}, {@code setitimer} and {@code timer_create}.
 *
 * <p>One thread of the process sends them, which blocks every signal and is no thread of the
 * program. So an explorer sees a timer as it sees any thread that waits for a time. The monitor of
 * a process's {@link signalkit.posix.time.Timers} guards all its timers, and no other lock is taken
 * under it.
 */
package signalkit.posix.time;
