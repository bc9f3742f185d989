package lesson;

import signalkit.lessons.dedicatedwaiter.Service;
import signalkit.posix.Pthread;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.Signals;

/** A worker, and a handler of INT and TERM that runs on top of whichever thread is chosen. */
// TODO: no handler; let a thread wait for INT and TERM, and every other one block them.
public final class Waiter implements Service {
    @Override
    public void run(Runnable work, Runnable stop) {
        Signals.sigaction(Signal.INT, Sigaction.handler(signal -> stop.run()));
        Signals.sigaction(Signal.TERM, Sigaction.handler(signal -> stop.run()));
        Pthread worker = Pthread.create("worker", work);
        worker.join();
    }
}
