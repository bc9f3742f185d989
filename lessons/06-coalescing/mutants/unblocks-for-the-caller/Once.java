package lesson;

import java.util.concurrent.atomic.AtomicBoolean;
import signalkit.lessons.coalescing.OneShutdown;
import signalkit.posix.How;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;

/** Blocks both signals while it installs, and unblocks them whoever had blocked them. */
public final class Once implements OneShutdown {
    private final AtomicBoolean begun = new AtomicBoolean();

    @Override
    public void install(Runnable shutdown) {
        SignalSet both = SignalSet.of(Signal.INT, Signal.TERM);
        Signals.sigmask(How.BLOCK, both);
        Sigaction action = Sigaction.handler(signal -> onSignal(shutdown));
        Signals.sigaction(Signal.INT, action);
        Signals.sigaction(Signal.TERM, action);
        Signals.sigmask(How.UNBLOCK, both);
    }

    private void onSignal(Runnable shutdown) {
        if (begun.compareAndSet(false, true)) {
            shutdown.run();
        }
    }
}
