package lesson;

import java.util.concurrent.atomic.AtomicInteger;
import signalkit.lessons.coalescing.OneShutdown;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.Signals;

/** Begins with the second request, as if every first one were followed by another. */
public final class Once implements OneShutdown {
    private final AtomicInteger requests = new AtomicInteger();

    @Override
    public void install(Runnable shutdown) {
        Sigaction action = Sigaction.handler(signal -> onSignal(shutdown));
        Signals.sigaction(Signal.INT, action);
        Signals.sigaction(Signal.TERM, action);
    }

    private void onSignal(Runnable shutdown) {
        if (requests.incrementAndGet() == 2) {
            shutdown.run();
        }
    }
}
