package signalkit.echo.server;

import java.time.Duration;
import signalkit.posix.Errno;
import signalkit.posix.PosixException;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;

/** A wait for a signal that ends at some time, whatever comes. */
public final class Deadline {
    private Deadline() {}

    /**
     * Waits for a signal of a set and takes it.
     *
     * @param set blocked in every thread
     * @param deadline on the clock of {@link System#nanoTime}
     * @return null once the deadline has passed, also when signals come so fast that one always
     *     waits
     */
    public static Signal sigwait(SignalSet set, long deadline) {
        long left = deadline - System.nanoTime();
        if (left <= 0) {
            return null;
        }
        try {
            return Signals.sigtimedwait(set, Duration.ofNanos(left));
        } catch (PosixException e) {
            if (e.errno() == Errno.EAGAIN) {
                return null;
            }
            throw e;
        }
    }
}
