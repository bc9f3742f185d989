package lesson;

import java.util.concurrent.atomic.AtomicInteger;
import signalkit.lessons.coalescing.OneShutdown;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.Signals;

/** Counts in two bits: every fourth signal is a first one again. */
public final class Once implements OneShutdown {
    private final AtomicInteger count = new AtomicInteger();

    @Override
    public void install(Runnable shutdown) {
        Sigaction action = Sigaction.handler(signal -> onSignal(shutdown));
        Signals.sigaction(Signal.INT, action);
        Signals.sigaction(Signal.TERM, action);
    }

    private void onSignal(Runnable shutdown) {
        if (count.getAndIncrement() % 4 == 0) {
            shutdown.run();
        }
    }
}
