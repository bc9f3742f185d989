package lesson;

import signalkit.lessons.coalescing.OneShutdown;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.Signals;

/** Shuts down on the first INT or TERM, and lets the others go by. */
// TODO: begin one shutdown, however INT and TERM come.
public final class Once implements OneShutdown {
    private volatile boolean begun;

    @Override
    public void install(Runnable shutdown) {
        Sigaction action = Sigaction.handler(signal -> onSignal(shutdown));
        Signals.sigaction(Signal.INT, action);
        Signals.sigaction(Signal.TERM, action);
    }

    private void onSignal(Runnable shutdown) {
        if (!begun) {
            begun = true;
            shutdown.run();
        }
    }
}
