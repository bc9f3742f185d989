package signalkit.echo.server;

import java.time.Duration;
import java.util.Optional;
import signalkit.posix.Errno;
import signalkit.posix.PosixException;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;

/** A wait for a signal that a deadline ends, and no handler does. */
public final class SignalWait {
    private SignalWait() {}

    /**
     * Waits for a signal of a set and takes it.
     *
     * @param set blocked in every thread
     * @param deadline on the clock of {@link System#nanoTime}
     * @return empty once the deadline has passed, also when signals come so fast that one is always
     *     pending
     */
    public static Optional<Signal> until(SignalSet set, long deadline) {
        for (long left = left(deadline); left > 0; left = left(deadline)) {
            try {
                return Optional.of(Signals.sigtimedwait(set, Duration.ofNanos(left)));
            } catch (PosixException e) {
                if (e.errno() != Errno.EAGAIN && e.errno() != Errno.EINTR) {
                    throw e;
                }
            }
        }
        return Optional.empty();
    }

    private static long left(long deadline) {
        return deadline - System.nanoTime();
    }
}
