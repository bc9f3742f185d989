package signalkit.lessons.dedicatedwaiter;

import signalkit.posix.Pthread;
import signalkit.posix.Signal;
import signalkit.posix.Signals;

/** A thread that the worker has made sends INT twice. */
public final class SecondThread extends Running {
    @Override
    void work() {
        Pthread second = Pthread.create("second", this::insist);
        second.join();
    }

    private void insist() {
        send(Signal.INT);
        Signals.kill(Signal.INT);
    }
}
