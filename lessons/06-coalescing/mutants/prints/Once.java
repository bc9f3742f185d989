package lesson;

import java.util.concurrent.atomic.AtomicBoolean;
import signalkit.lessons.coalescing.OneShutdown;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.Signals;

/** Tells the user, in the handler, that it shuts down. */
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
            System.out.println("shutting down");
            shutdown.run();
        }
    }
}
