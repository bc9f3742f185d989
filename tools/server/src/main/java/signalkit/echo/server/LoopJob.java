package signalkit.echo.server;

import signalkit.event.EventBase;

/** A connection as callbacks in an event loop that serves others, too. */
public interface LoopJob extends Drainable {
    /**
     * Begins, on the thread that dispatches the loop.
     *
     * @param base the loop
     * @param onEnd to be called once, on the same thread, when this has ended
     */
    void start(EventBase base, Runnable onEnd);

    /** Ends this unserved: no loop will start it. */
    void reject();
}
