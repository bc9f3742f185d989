package lesson;

import signalkit.lessons.coalescing.OneShutdown;
import signalkit.posix.Pthread;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.Signals;

/** Drops a signal that another thread takes than the one that installed the handlers. */
public final class Once implements OneShutdown {
    private volatile boolean begun;
    private volatile Pthread installer;

    @Override
    public void install(Runnable shutdown) {
        installer = Pthread.self();
        Sigaction action =
                Sigaction.handler(signal -> onSignal(shutdown))
                        .withMask(Signal.INT, Signal.TERM);
        Signals.sigaction(Signal.INT, action);
        Signals.sigaction(Signal.TERM, action);
    }

    private void onSignal(Runnable shutdown) {
        if (Pthread.self() == installer && !begun) {
            begun = true;
            shutdown.run();
        }
    }
}
