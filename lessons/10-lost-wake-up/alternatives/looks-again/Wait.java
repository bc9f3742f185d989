package lesson;

import java.time.Duration;
import signalkit.lessons.lostwakeup.StopWait;
import signalkit.posix.Errno;
import signalkit.posix.How;
import signalkit.posix.PosixException;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;

/** Looks again every ten milliseconds. */
public final class Wait implements StopWait {
    private final SignalSet term = SignalSet.of(Signal.TERM);

    @Override
    public void install() {
        Signals.sigmask(How.BLOCK, term);
    }

    @Override
    public void await() {
        while (true) {
            try {
                Signals.sigtimedwait(term, Duration.ofMillis(10));
                return;
            } catch (PosixException e) {
                if (e.errno() != Errno.EAGAIN && e.errno() != Errno.EINTR) {
                    throw e;
                }
            }
        }
    }
}
