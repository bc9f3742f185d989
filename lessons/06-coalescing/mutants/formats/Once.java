package lesson;

import java.util.concurrent.atomic.AtomicBoolean;
import signalkit.lessons.coalescing.OneShutdown;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.Signals;

/** The handler that wins says why in words, with the formatter of the JDK. */
public final class Once implements OneShutdown {
    private final AtomicBoolean begun = new AtomicBoolean();
    private volatile String reason;

    @Override
    public void install(Runnable shutdown) {
        Sigaction action = Sigaction.handler(signal -> onSignal(signal, shutdown));
        Signals.sigaction(Signal.INT, action);
        Signals.sigaction(Signal.TERM, action);
    }

    private void onSignal(Signal signal, Runnable shutdown) {
        if (begun.compareAndSet(false, true)) {
            reason = String.format("shut down by %s", signal);
            shutdown.run();
        }
    }
}
