package signalkit.echo.unsafe;

import signalkit.annotations.HandlerContext;
import signalkit.echo.server.ServerStatus;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.Signals;

/** Coordinates the shutdown from a signal handler. */
final class Shutdown {
    private final EchoServer server;
    private final ServerStatus status;

    // Written in the handler, on whichever thread that runs; main reads it at the end:
    private volatile Signal cause;

    Shutdown(EchoServer server, ServerStatus status) {
        this.server = server;
        this.status = status;
    }

    /** Installs the handler before the server has what the handler uses (D17). */
    void start() {
        // An empty mask lets INT interrupt the handler of TERM, and the other way round (D14).
        Sigaction action = Sigaction.handler(this::onSignal).withFlags(Sigaction.Flag.RESTART);
        Signals.sigaction(Signal.INT, action);
        Signals.sigaction(Signal.TERM, action);
    }

    /** Runs on top of whichever thread the signal interrupted, whatever it was doing (D1, D16). */
    @HandlerContext
    private void onSignal(Signal signal) {
        status.note(signal);
        cause = signal;
        server.killServer();
    }

    /** Ends the server; returns its exit status. */
    int end() {
        status.enterStopped(cause, false);
        return cause.exitStatus();
    }
}
