package lesson;

import signalkit.lessons.dedicatedwaiter.Service;
import signalkit.posix.Pthread;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.Signals;

/** A worker, and a stop when it has ended, whatever signals come. */
public final class Waiter implements Service {
    @Override
    public void run(Runnable work, Runnable stop) {
        Signals.sigmask(signalkit.posix.How.BLOCK, signalkit.posix.SignalSet.of(Signal.TERM));
        Pthread worker = Pthread.create("worker", work);
        worker.join(); stop.run();
    }
}
