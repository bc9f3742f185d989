package lesson;

import signalkit.lessons.dedicatedwaiter.Service;
import signalkit.posix.How;
import signalkit.posix.Pthread;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;

/** Lets the worker wait, and works when it has stopped. */
public final class Waiter implements Service {
    private static final SignalSet REQUESTS = SignalSet.of(Signal.INT, Signal.TERM);

    @Override
    public void run(Runnable work, Runnable stop) {
        Signals.sigmask(How.BLOCK, REQUESTS);
        Pthread worker =
                Pthread.create(
                        "worker",
                        () -> {
                            Signals.sigwait(REQUESTS);
                            stop.run();
                        });
        worker.join();
        work.run();
    }
}
