package lesson;

import signalkit.lessons.dedicatedwaiter.Service;
import signalkit.posix.How;
import signalkit.posix.Pthread;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;

/** A worker, and a thread that waits for TERM. */
public final class Waiter implements Service {
    private static final SignalSet TERM = SignalSet.of(Signal.TERM);

    @Override
    public void run(Runnable work, Runnable stop) {
        // Before the first thread is made, since every thread inherits its maker's mask.
        Signals.sigmask(How.BLOCK, TERM);
        Pthread worker = Pthread.create("worker", work);
        Pthread waiter = Pthread.create("waiter", () -> awaitTerm(stop));
        worker.join();
        waiter.join();
    }

    private static void awaitTerm(Runnable stop) {
        Signals.sigwait(TERM);
        stop.run();
    }
}
