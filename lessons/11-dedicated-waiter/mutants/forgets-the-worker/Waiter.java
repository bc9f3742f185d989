package lesson;

import signalkit.lessons.dedicatedwaiter.Service;
import signalkit.posix.How;
import signalkit.posix.Pthread;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;

/** Makes the worker before it blocks TERM. */
public final class Waiter implements Service {
    private static final SignalSet TERM = SignalSet.of(Signal.TERM);

    @Override
    public void run(Runnable work, Runnable stop) {
        Pthread worker = Pthread.create("worker", work);
        Signals.sigmask(How.BLOCK, TERM);
        Pthread waiter = Pthread.create("waiter", () -> awaitTerm(stop));
        worker.join();
        waiter.join();
    }

    private static void awaitTerm(Runnable stop) {
        Signals.sigwait(TERM);
        stop.run();
    }
}
