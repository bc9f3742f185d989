package lesson;

import java.util.concurrent.atomic.AtomicInteger;
import signalkit.lessons.coalescing.OneShutdown;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.Signals;

/** Shuts down when all three have come; some of them merge. */
public final class Once implements OneShutdown {
    private final AtomicInteger signals = new AtomicInteger();

    @Override
    public void install(Runnable shutdown) {
        Sigaction action = Sigaction.handler(signal -> onSignal(shutdown));
        Signals.sigaction(Signal.INT, action.withMask(Signal.TERM));
        Signals.sigaction(Signal.TERM, action.withMask(Signal.INT));
    }

    private void onSignal(Runnable shutdown) {
        if (signals.incrementAndGet() == 3) {
            shutdown.run();
        }
    }
}
