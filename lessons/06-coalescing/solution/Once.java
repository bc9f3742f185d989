package lesson;

import java.util.concurrent.atomic.AtomicBoolean;
import signalkit.lessons.coalescing.OneShutdown;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.Signals;

/** Shuts down on the first INT or TERM, and lets the others go by. */
public final class Once implements OneShutdown {
    private final AtomicBoolean begun = new AtomicBoolean();

    @Override
    public void install(Runnable shutdown) {
        Sigaction action = Sigaction.handler(signal -> onSignal(shutdown));
        Signals.sigaction(Signal.INT, action.withMask(Signal.TERM));
        Signals.sigaction(Signal.TERM, action.withMask(Signal.INT));
    }

    private void onSignal(Runnable shutdown) {
        if (begun.compareAndSet(false, true)) {
            shutdown.run();
        }
    }
}
