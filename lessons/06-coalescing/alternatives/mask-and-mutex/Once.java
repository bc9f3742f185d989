package lesson;

import signalkit.lessons.coalescing.OneShutdown;
import signalkit.posix.Mutex;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.Signals;

/** The mask keeps out handlers on the same thread, and the mutex those on others. */
public final class Once implements OneShutdown {
    private final Mutex mutex = new Mutex("begun");
    private boolean begun;

    @Override
    public void install(Runnable shutdown) {
        Sigaction action = Sigaction.handler(signal -> onSignal(shutdown));
        Signals.sigaction(Signal.INT, action.withMask(Signal.TERM));
        Signals.sigaction(Signal.TERM, action.withMask(Signal.INT));
    }

    private void onSignal(Runnable shutdown) {
        mutex.lock();
        boolean isFirst = !begun;
        begun = true;
        mutex.unlock();
        if (isFirst) {
            shutdown.run();
        }
    }
}
