package lesson;

import signalkit.lessons.dedicatedwaiter.Service;
import signalkit.posix.Pipe;
import signalkit.posix.Pthread;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.Signals;

/** A handler that writes a byte, and an ordinary thread that reads it. */
public final class Waiter implements Service {
    private final Pipe pipe = new Pipe();

    @Override
    public void run(Runnable work, Runnable stop) {
        Sigaction action = Sigaction.handler(signal -> pipe.write((byte) 1));
        Signals.sigaction(Signal.INT, action.withFlags(Sigaction.Flag.RESTART));
        Signals.sigaction(Signal.TERM, action.withFlags(Sigaction.Flag.RESTART));
        Pthread worker = Pthread.create("worker", work);
        pipe.read();
        stop.run();
        worker.join();
    }
}
