package lesson;

import signalkit.lessons.dedicatedwaiter.Service;
import signalkit.posix.Pthread;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;

/** Adds a handler and blocks nothing: sigwait never sees a thing. */
public final class Waiter implements Service {
    private static final SignalSet REQUESTS = SignalSet.of(Signal.INT, Signal.TERM);

    @Override
    public void run(Runnable work, Runnable stop) {
        Signals.sigaction(Signal.INT, Sigaction.handler(signal -> {}));
        Signals.sigaction(Signal.TERM, Sigaction.handler(signal -> {}));
        Pthread worker = Pthread.create("worker", work);
        Signals.sigwait(REQUESTS);
        stop.run();
        worker.join();
    }
}
