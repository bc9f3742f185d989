package lesson;

import signalkit.lessons.dedicatedwaiter.Service;
import signalkit.posix.How;
import signalkit.posix.Pthread;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;

/** Blocks the requests in the waiter alone. */
public final class Waiter implements Service {
    private static final SignalSet REQUESTS = SignalSet.of(Signal.INT, Signal.TERM);

    @Override
    public void run(Runnable work, Runnable stop) {
        Pthread worker = Pthread.create("worker", work);
        Pthread waiter = Pthread.create("waiter", () -> awaitRequest(stop));
        worker.join();
        waiter.join();
    }

    private static void awaitRequest(Runnable stop) {
        Signals.sigmask(How.BLOCK, REQUESTS);
        Signals.sigwait(REQUESTS);
        stop.run();
    }
}
