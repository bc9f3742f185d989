package lesson;

import signalkit.lessons.dedicatedwaiter.Service;
import signalkit.posix.How;
import signalkit.posix.Pthread;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;

/** Main sleeps in sigsuspend; the handler only sets a flag. */
public final class Waiter implements Service {
    private static final SignalSet REQUESTS = SignalSet.of(Signal.INT, Signal.TERM);

    @Override
    public void run(Runnable work, Runnable stop) {
        Signals.sigmask(How.BLOCK, REQUESTS);
        Sigaction action = Sigaction.handler(signal -> isRequested = true);
        Signals.sigaction(Signal.INT, action);
        Signals.sigaction(Signal.TERM, action);
        Pthread worker = Pthread.create("worker", work);
        while (!isRequested) {
            Signals.sigsuspend(Signals.sigmask().minus(REQUESTS));
        }
        stop.run();
        worker.join();
    }

    private volatile boolean isRequested;
}
