package lesson;

import java.util.concurrent.atomic.AtomicBoolean;
import signalkit.lessons.dedicatedwaiter.Service;
import signalkit.posix.How;
import signalkit.posix.Pthread;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;

/** Stops once the work has ended by itself, although nobody has asked for it. */
public final class Waiter implements Service {
    private static final SignalSet REQUESTS = SignalSet.of(Signal.INT, Signal.TERM);

    @Override
    public void run(Runnable work, Runnable stop) {
        AtomicBoolean stopped = new AtomicBoolean();
        Signals.sigmask(How.BLOCK, REQUESTS);
        Pthread worker =
                Pthread.create(
                        "worker",
                        () -> {
                            work.run();
                            stopOnce(stopped, stop);
                        });
        Signals.sigwait(REQUESTS);
        stopOnce(stopped, stop);
        worker.join();
    }

    private static void stopOnce(AtomicBoolean stopped, Runnable stop) {
        if (stopped.compareAndSet(false, true)) {
            stop.run();
        }
    }
}
