package lesson;

import java.util.concurrent.atomic.AtomicReference;
import signalkit.lessons.coalescing.OneShutdown;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.Signals;

/** The first handler takes the task, and the others find nothing to do. */
public final class Once implements OneShutdown {
    private final AtomicReference<Runnable> task = new AtomicReference<>();

    @Override
    public void install(Runnable shutdown) {
        task.set(shutdown);
        Sigaction action = Sigaction.handler(this::onSignal);
        Signals.sigaction(Signal.INT, action);
        Signals.sigaction(Signal.TERM, action);
    }

    private void onSignal(Signal signal) {
        Runnable mine = task.getAndSet(null);
        if (mine != null) {
            mine.run();
        }
    }
}
