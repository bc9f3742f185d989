package lesson;

import signalkit.lessons.coalescing.OneShutdown;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.Signals;

/** Looks and sets under a monitor, which the nested handler enters again. */
public final class Once implements OneShutdown {
    private boolean begun;

    @Override
    public void install(Runnable shutdown) {
        Sigaction action = Sigaction.handler(signal -> onSignal(shutdown));
        Signals.sigaction(Signal.INT, action);
        Signals.sigaction(Signal.TERM, action);
    }

    private synchronized void onSignal(Runnable shutdown) {
        if (!begun) {
            begun = true;
            shutdown.run();
        }
    }
}
