package signalkit.echo.safe;

import java.time.Duration;
import java.util.Optional;
import signalkit.echo.server.Exit;
import signalkit.echo.server.ServerStatus;
import signalkit.echo.server.SignalWait;
import signalkit.posix.Pthread;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;

/** Coordinates the shutdown from a thread that waits for signals. */
final class Shutdown {
    static final SignalSet SIGNALS =
            SignalSet.of(Signal.HUP, Signal.INT, Signal.TERM, Signal.USR1, Signal.USR2);
    private static final Duration COALESCING_WINDOW = Duration.ofMillis(100);

    private final EchoServer server;
    private final ServerStatus status;

    // The waiter writes these and main reads them in end(), both with this monitor held:
    private Signal cause;
    private int requests;
    private long deadline;
    private long windowEnd;

    Shutdown(EchoServer server, ServerStatus status) {
        this.server = server;
        this.status = status;
    }

    /** Creates the waiter, which handles no signal before READY, since this holds the monitor. */
    synchronized void start() {
        Pthread.create("signal waiter", this::awaitSignals);
        status.enterReady();
    }

    /** Waits for one signal after another. An ordinary thread runs this; it may lock and log. */
    private void awaitSignals() {
        while (true) {
            Optional<Signal> signal =
                    requests == 0
                            ? Optional.of(Signals.sigwait(SIGNALS))
                            : SignalWait.until(SIGNALS, deadline);
            synchronized (this) {
                if (status.isStopped()) { // Main has called end() meanwhile.
                    return;
                }
                signal.ifPresentOrElse(this::onSignal, this::onRequest);
            }
        }
    }

    private void onSignal(Signal signal) {
        status.note(signal);
        status.answer(signal);
        // INT and TERM that are sent together are one request to drain.
        boolean coalesces = requests == 1 && System.nanoTime() - windowEnd <= 0;
        if ((signal == Signal.INT || signal == Signal.TERM) && !coalesces) {
            cause = requests == 0 ? signal : cause;
            onRequest();
        }
    }

    /** The first request drains, the second forces, and the third ends the process at once. */
    private void onRequest() {
        requests++;
        deadline = System.nanoTime() + server.options.limits.timeout(requests).toNanos();
        switch (requests) {
            case 1 -> {
                status.enterDraining();
                server.killServer();
                // Opens only now: a signal sent during this step belongs to this request.
                windowEnd = System.nanoTime() + COALESCING_WINDOW.toNanos();
            }
            case 2 -> {
                status.enterForcing();
                server.queue.abort();
            }
            default -> {
                status.enterStopped(cause, true);
                server.options.exit().now(Exit.FORCED);
            }
        }
    }

    /** Ends the server; returns its exit status. */
    synchronized int end() {
        status.enterStopped(cause, requests > 1);
        if (server.options.limits.reraises()) {
            server.options.exit().by(cause);
        }
        return requests > 1 ? Exit.FORCED : 0;
    }
}
