package lesson;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import signalkit.lessons.dedicatedwaiter.Service;
import signalkit.posix.Pthread;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.Signals;

/** A handler that makes a thread, which stops. */
public final class Waiter implements Service {
    private final AtomicBoolean begun = new AtomicBoolean();
    private volatile Pthread stopper;

    @Override
    public void run(Runnable work, Runnable stop) {
        Sigaction action = Sigaction.handler(signal -> onRequest(stop));
        Signals.sigaction(Signal.INT, action);
        Signals.sigaction(Signal.TERM, action);
        Pthread worker = Pthread.create("worker", work);
        worker.join();
        while (stopper == null) {
            Signals.nanosleep(java.time.Duration.ofMillis(10));
        }
        stopper.join();
    }

    private void onRequest(Runnable stop) {
        if (begun.compareAndSet(false, true)) {
            stopper = Pthread.create("stopper", stop);
        }
    }
}
