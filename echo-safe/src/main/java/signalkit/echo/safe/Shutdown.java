package signalkit.echo.safe;

import java.time.Duration;
import signalkit.echo.server.Exit;
import signalkit.echo.server.ServerStatus;
import signalkit.echo.server.SignalWait;
import signalkit.posix.Pthread;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;

/** Coordinates the shutdown from a thread that waits for signals. */
final class Shutdown {
    static final SignalSet HANDLED =
            SignalSet.of(Signal.HUP, Signal.INT, Signal.TERM, Signal.USR1, Signal.USR2);
    private static final Duration COALESCING_WINDOW = Duration.ofMillis(100);

    private final EchoServer server;
    private final ServerStatus status;

    // Only the waiter writes these, with this locked; main reads them at the end:
    private Signal cause;
    private int requests;
    private long deadline;
    private long windowEnd;

    Shutdown(EchoServer server, ServerStatus status) {
        this.server = server;
        this.status = status;
    }

    /** Makes the waiter; locked, so that it handles no signal before READY. */
    synchronized void start() {
        Pthread.create("signal waiter", this::awaitSignals);
        status.ready();
    }

    /** The only code that signals reach: an ordinary thread, which may lock, wait and log. */
    private void awaitSignals() {
        while (!status.isStopped()) {
            if (requests == 0) {
                onSignal(Signals.sigwait(HANDLED));
            } else {
                SignalWait.until(HANDLED, deadline)
                        .ifPresentOrElse(this::onSignal, this::onRequest);
            }
        }
    }

    // Locked against main, which may end the server while the waiter has one more signal.
    private synchronized void onSignal(Signal signal) {
        if (status.isStopped()) {
            return;
        }
        status.note(signal);
        status.answer(signal);
        // INT and TERM that arrive together are one request.
        boolean coalesces = requests == 1 && System.nanoTime() - windowEnd <= 0;
        if ((signal == Signal.INT || signal == Signal.TERM) && !coalesces) {
            cause = requests == 0 ? signal : cause;
            onRequest();
        }
    }

    /** Drains the server, the next time forces it, and at last ends the process on the spot. */
    private synchronized void onRequest() {
        if (status.isStopped()) {
            return;
        }
        requests++;
        deadline = System.nanoTime() + server.options.limits.timeout(requests).toNanos();
        switch (requests) {
            case 1 -> {
                status.draining();
                server.killServer();
            }
            case 2 -> {
                status.forcing();
                server.queue.abort();
            }
            default -> {
                status.stopped(cause, true);
                server.options.exit().now(Exit.FORCED);
            }
        }
        // Not since the signal: what came during a slow step came together with it.
        windowEnd = System.nanoTime() + COALESCING_WINDOW.toNanos();
    }

    /** Ends the server; returns its exit status. */
    synchronized int end() {
        status.stopped(cause, requests > 1);
        if (server.options.limits.reraises()) {
            server.options.exit().by(cause);
        }
        return requests > 1 ? Exit.FORCED : 0;
    }
}
