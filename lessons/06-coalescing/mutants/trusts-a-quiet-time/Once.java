package lesson;

import java.util.concurrent.atomic.AtomicLong;
import signalkit.lessons.coalescing.OneShutdown;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.Signals;

/** Takes what comes within two seconds for one request, as one does with a key that bounces. */
public final class Once implements OneShutdown {
    private static final long NEVER = Long.MIN_VALUE;
    private static final long QUIET = 2_000_000_000L;

    private final AtomicLong last = new AtomicLong(NEVER);

    @Override
    public void install(Runnable shutdown) {
        Sigaction action = Sigaction.handler(signal -> onSignal(shutdown));
        Signals.sigaction(Signal.INT, action.withMask(Signal.TERM));
        Signals.sigaction(Signal.TERM, action.withMask(Signal.INT));
    }

    private void onSignal(Runnable shutdown) {
        long before = last.get();
        long now = System.nanoTime();
        boolean isNew = before == NEVER || now - before > QUIET;
        if (isNew && last.compareAndSet(before, now)) {
            shutdown.run();
        }
    }
}
