package lesson;

import java.util.concurrent.atomic.AtomicInteger;
import signalkit.lessons.coalescing.OneShutdown;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.Signals;

/** Counts the requests, and only the first one passes. */
public final class Once implements OneShutdown {
    private final AtomicInteger requests = new AtomicInteger();

    @Override
    public void install(Runnable shutdown) {
        Sigaction action = Sigaction.handler(signal -> onSignal(shutdown));
        Signals.sigaction(Signal.INT, action);
        Signals.sigaction(Signal.TERM, action);
    }

    private void onSignal(Runnable shutdown) {
        if (requests.getAndIncrement() == 0) {
            shutdown.run();
        }
    }
}
