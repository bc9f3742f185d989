package lesson;

import signalkit.lessons.dedicatedwaiter.Service;
import signalkit.posix.How;
import signalkit.posix.Pthread;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;

/** Does the work once more when everything is over. */
public final class Waiter implements Service {
    private static final SignalSet REQUESTS = SignalSet.of(Signal.INT, Signal.TERM);

    @Override
    public void run(Runnable work, Runnable stop) {
        // Before the first thread is made, since every thread inherits its maker's mask.
        Signals.sigmask(How.BLOCK, REQUESTS);
        Pthread worker = Pthread.create("worker", work);
        Pthread waiter = Pthread.create("waiter", () -> awaitRequest(stop));
        worker.join();
        waiter.join();
        work.run();
    }

    private static void awaitRequest(Runnable stop) {
        Signals.sigwait(REQUESTS);
        stop.run();
    }
}
