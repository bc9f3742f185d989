package lesson;

import signalkit.lessons.coalescing.OneShutdown;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.Signals;

/** Shuts down before anybody asks, and then never again. */
public final class Once implements OneShutdown {
    private volatile boolean begun;

    @Override
    public void install(Runnable shutdown) {
        shutdown.run();
        begun = true;
        Sigaction action = Sigaction.handler(signal -> onSignal(shutdown));
        Signals.sigaction(Signal.INT, action);
        Signals.sigaction(Signal.TERM, action);
    }

    private void onSignal(Runnable shutdown) {
        if (!begun) {
            begun = true;
            shutdown.run();
        }
    }
}
