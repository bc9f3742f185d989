package lesson;

import java.util.concurrent.atomic.AtomicBoolean;
import signalkit.lessons.coalescing.OneShutdown;
import signalkit.posix.Pthread;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.Signals;

/** Starts a thread in the handler, which shuts down later. */
public final class Once implements OneShutdown {
    private final AtomicBoolean begun = new AtomicBoolean();

    @Override
    public void install(Runnable shutdown) {
        Sigaction action = Sigaction.handler(signal -> onSignal(shutdown));
        Signals.sigaction(Signal.INT, action);
        Signals.sigaction(Signal.TERM, action);
    }

    private void onSignal(Runnable shutdown) {
        if (begun.compareAndSet(false, true)) {
            Pthread.create("shutdown", shutdown);
        }
    }
}
