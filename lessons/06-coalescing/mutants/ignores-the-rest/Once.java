package lesson;

import signalkit.lessons.coalescing.OneShutdown;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.Signals;

/** Tells the kernel to ignore the rest, when the second handler has begun already. */
public final class Once implements OneShutdown {
    @Override
    public void install(Runnable shutdown) {
        Sigaction action = Sigaction.handler(signal -> onSignal(shutdown));
        Signals.sigaction(Signal.INT, action);
        Signals.sigaction(Signal.TERM, action);
    }

    private void onSignal(Runnable shutdown) {
        Signals.sigaction(Signal.INT, Sigaction.IGNORE);
        Signals.sigaction(Signal.TERM, Sigaction.IGNORE);
        shutdown.run();
    }
}
