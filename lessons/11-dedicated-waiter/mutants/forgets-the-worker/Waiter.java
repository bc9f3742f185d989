package lesson;

import signalkit.lessons.dedicatedwaiter.Service;
import signalkit.posix.How;
import signalkit.posix.Pthread;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;

/** Makes the worker first, so it does not block the requests. */
public final class Waiter implements Service {
    private static final SignalSet REQUESTS = SignalSet.of(Signal.INT, Signal.TERM);

    @Override
    public void run(Runnable work, Runnable stop) {
        Pthread worker = Pthread.create("worker", work);
        Signals.sigmask(How.BLOCK, REQUESTS);
        Pthread waiter = Pthread.create("waiter", () -> awaitRequest(stop));
        worker.join();
        waiter.join();
    }

    private static void awaitRequest(Runnable stop) {
        Signals.sigwait(REQUESTS);
        stop.run();
    }
}
