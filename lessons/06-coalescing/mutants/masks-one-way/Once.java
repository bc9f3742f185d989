package lesson;

import signalkit.lessons.coalescing.OneShutdown;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.Signals;

/** Keeps INT out of the handler of TERM, and not the other way round. */
public final class Once implements OneShutdown {
    private volatile boolean begun;

    @Override
    public void install(Runnable shutdown) {
        Sigaction action = Sigaction.handler(signal -> onSignal(shutdown));
        Signals.sigaction(Signal.INT, action);
        Signals.sigaction(Signal.TERM, action.withMask(Signal.INT));
    }

    private void onSignal(Runnable shutdown) {
        if (!begun) {
            begun = true;
            shutdown.run();
        }
    }
}
