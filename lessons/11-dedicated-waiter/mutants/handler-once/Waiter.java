package lesson;

import java.util.concurrent.atomic.AtomicBoolean;
import signalkit.lessons.dedicatedwaiter.Service;
import signalkit.posix.Pthread;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.Signals;

/** A handler that stops once, on top of whoever was interrupted. */
public final class Waiter implements Service {
    private final AtomicBoolean begun = new AtomicBoolean();

    @Override
    public void run(Runnable work, Runnable stop) {
        Sigaction action = Sigaction.handler(signal -> onRequest(stop));
        Signals.sigaction(Signal.INT, action);
        Signals.sigaction(Signal.TERM, action);
        Pthread worker = Pthread.create("worker", work);
        worker.join();
    }

    private void onRequest(Runnable stop) {
        if (begun.compareAndSet(false, true)) {
            stop.run();
        }
    }
}
