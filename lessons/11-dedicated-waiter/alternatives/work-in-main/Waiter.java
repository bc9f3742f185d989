package lesson;

import signalkit.lessons.dedicatedwaiter.Service;
import signalkit.posix.How;
import signalkit.posix.Pthread;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;

/** Does the work in main, and makes no worker. */
public final class Waiter implements Service {
    private static final SignalSet REQUESTS = SignalSet.of(Signal.INT, Signal.TERM);

    @Override
    public void run(Runnable work, Runnable stop) {
        Signals.sigmask(How.BLOCK, REQUESTS);
        Pthread waiter = Pthread.create("waiter", () -> {
            Signals.sigwait(REQUESTS);
            stop.run();
        });
        work.run();
        waiter.join();
    }
}
