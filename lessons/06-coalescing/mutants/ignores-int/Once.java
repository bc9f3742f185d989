package lesson;

import java.util.concurrent.atomic.AtomicBoolean;
import signalkit.lessons.coalescing.OneShutdown;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.Signals;

/** Shuts down on TERM alone. */
public final class Once implements OneShutdown {
    private final AtomicBoolean begun = new AtomicBoolean();

    @Override
    public void install(Runnable shutdown) {
        Signals.sigaction(Signal.INT, Sigaction.IGNORE);
        Signals.sigaction(Signal.TERM, Sigaction.handler(signal -> onSignal(shutdown)));
    }

    private void onSignal(Runnable shutdown) {
        if (begun.compareAndSet(false, true)) {
            shutdown.run();
        }
    }
}
