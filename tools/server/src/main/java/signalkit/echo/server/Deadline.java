package signalkit.echo.server;

import java.time.Duration;
import signalkit.posix.Errno;
import signalkit.posix.PosixException;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;

/** A wait for a signal that ends at some time, whatever comes, and at no handler. */
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
        for (long left = left(deadline); left > 0; left = left(deadline)) {
            try {
                return Signals.sigtimedwait(set, Duration.ofNanos(left));
            } catch (PosixException e) {
                if (e.errno() != Errno.EAGAIN && e.errno() != Errno.EINTR) {
                    throw e;
                }
            }
        }
        return null;
    }

    private static long left(long deadline) {
        return deadline - System.nanoTime();
    }
}
