package lesson;

import signalkit.lessons.dedicatedwaiter.Service;
import signalkit.posix.How;
import signalkit.posix.Pthread;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;

/** Blocks TERM in the waiter alone. */
public final class Waiter implements Service {
    private static final SignalSet TERM = SignalSet.of(Signal.TERM);

    @Override
    public void run(Runnable work, Runnable stop) {
        Pthread worker = Pthread.create("worker", work);
        Pthread waiter = Pthread.create("waiter", () -> awaitTerm(stop));
        worker.join();
        waiter.join();
    }

    private static void awaitTerm(Runnable stop) {
        Signals.sigmask(How.BLOCK, TERM);
        Signals.sigwait(TERM);
        stop.run();
    }
}
