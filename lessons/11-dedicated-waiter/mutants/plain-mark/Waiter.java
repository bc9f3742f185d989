package lesson;

import java.time.Duration;
import signalkit.lessons.dedicatedwaiter.Service;
import signalkit.posix.How;
import signalkit.posix.Pthread;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;

/** The waiter leaves a plain mark, and main looks for it now and then. */
public final class Waiter implements Service {
    private static final SignalSet REQUESTS = SignalSet.of(Signal.INT, Signal.TERM);
    private boolean isAsked;

    @Override
    public void run(Runnable work, Runnable stop) {
        // Before the first thread is made, since every thread inherits its maker's mask.
        Signals.sigmask(How.BLOCK, REQUESTS);
        Pthread worker = Pthread.create("worker", work);
        Pthread.create(
                "waiter",
                () -> {
                    Signals.sigwait(REQUESTS);
                    isAsked = true;
                });
        while (!isAsked) {
            Signals.nanosleep(Duration.ofMillis(10));
        }
        stop.run();
        worker.join();
    }
}
