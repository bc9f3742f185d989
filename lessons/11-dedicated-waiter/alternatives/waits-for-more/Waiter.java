package lesson;

import signalkit.lessons.dedicatedwaiter.Service;
import signalkit.posix.How;
import signalkit.posix.Pthread;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;
import signalkit.posix.ipc.Sem;

/** The waiter takes later signals, too, and does nothing about them. */
public final class Waiter implements Service {
    private static final SignalSet REQUESTS = SignalSet.of(Signal.INT, Signal.TERM);

    private final Sem hasStopped = new Sem("stopped", 0);

    @Override
    public void run(Runnable work, Runnable stop) {
        // Before the first thread is made, since every thread inherits its maker's mask.
        Signals.sigmask(How.BLOCK, REQUESTS);
        Pthread worker = Pthread.create("worker", work);
        Pthread.create("waiter", () -> awaitRequests(stop));
        worker.join();
        hasStopped.await();
    }

    private void awaitRequests(Runnable stop) {
        Signals.sigwait(REQUESTS);
        stop.run();
        hasStopped.post();
        while (true) {
            Signals.sigwait(REQUESTS);
        }
    }
}
