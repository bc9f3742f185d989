package lesson;

import java.util.concurrent.atomic.AtomicInteger;
import signalkit.lessons.coalescing.OneShutdown;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.Signals;

/** Counts in sixteen bits: one signal of 65,536 is a first one again. */
public final class Once implements OneShutdown {
    private final AtomicInteger count = new AtomicInteger();

    @Override
    public void install(Runnable shutdown) {
        Sigaction action = Sigaction.handler(signal -> onSignal(shutdown));
        Signals.sigaction(Signal.INT, action);
        Signals.sigaction(Signal.TERM, action);
    }

    private void onSignal(Runnable shutdown) {
        if ((short) count.getAndIncrement() == 0) {
            shutdown.run();
        }
    }
}
