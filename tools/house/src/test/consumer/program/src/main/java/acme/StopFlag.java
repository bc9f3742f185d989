package acme;

import signalkit.annotations.HandlerContext;
import signalkit.posix.PosixProcess;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.Signals;

/** A flag that the handler of TERM sets. */
public final class StopFlag {
    private volatile boolean stopped;

    @HandlerContext
    private void onSignal(Signal signal) {
        stopped = true;
    }

    /** Installs the handler, and sends the signal. */
    boolean isStoppedByTerm() {
        new PosixProcess("stopping")
                .run(
                        () -> {
                            Signals.sigaction(Signal.TERM, Sigaction.handler(this::onSignal));
                            Signals.raise(Signal.TERM);
                        });
        return stopped;
    }
}
