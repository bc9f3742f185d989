package lesson;

import java.time.Duration;
import signalkit.lessons.dedicatedwaiter.Service;
import signalkit.posix.How;
import signalkit.posix.PosixException;
import signalkit.posix.Pthread;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;

/** Waits for ten milliseconds, and then stops in any case. */
public final class Waiter implements Service {
    private static final SignalSet REQUESTS = SignalSet.of(Signal.INT, Signal.TERM);

    @Override
    public void run(Runnable work, Runnable stop) {
        Signals.sigmask(How.BLOCK, REQUESTS);
        Pthread worker = Pthread.create("worker", work);
        try {
            Signals.sigtimedwait(REQUESTS, Duration.ofMillis(10));
        } catch (PosixException e) {
            // No request yet.
        }
        stop.run();
        worker.join();
    }
}
