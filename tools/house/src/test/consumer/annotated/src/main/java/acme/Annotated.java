package acme;

import signalkit.annotations.AsyncSignalSafe;
import signalkit.annotations.HandlerContext;

/** Sets a flag when a signal arrives. */
public final class Annotated {
    private volatile boolean stopped;

    @HandlerContext
    void onTerm() {
        stop();
    }

    @AsyncSignalSafe("it writes one volatile field")
    void stop() {
        stopped = true;
    }

    boolean isStopped() {
        return stopped;
    }
}
