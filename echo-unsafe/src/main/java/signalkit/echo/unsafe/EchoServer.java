package signalkit.echo.unsafe;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import signalkit.echo.server.Journal;
import signalkit.echo.server.ServerCommand;
import signalkit.echo.server.ServerMXBean;
import signalkit.echo.server.ServerStatus;
import signalkit.event.EventBase;
import signalkit.event.Listener;
import signalkit.posix.HandlerContext;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.Signals;

/** Accepts connections and hands them to workers, until a signal ends it. */
final class EchoServer implements ServerCommand.Server {
    private static final int BACKLOG = 8; // D24

    private final Main options;
    private final Journal journal;
    private final WorkQueue queue;
    private final ServerStatus status;
    private EventBase acceptBase;
    private Listener listener;
    private volatile int port;
    private volatile Signal cause;

    EchoServer(Main options) {
        this.options = options;
        this.journal = new Journal(options.isQuiet());
        this.queue = WorkQueue.of(options.queue);
        status = new ServerStatus(Main.NAME, journal, () -> port, queue::waiting, queue::workers);
    }

    @Override
    public int run() throws IOException {
        journal.enter("STARTING", options.describe());
        // An empty mask lets INT interrupt the handler of TERM, and the other way round (D14).
        Sigaction action = Sigaction.handler(this::onSignal).withFlags(Sigaction.Flag.RESTART);
        Signals.sigaction(Signal.INT, action);
        Signals.sigaction(Signal.TERM, action);
        acceptBase = new EventBase("accept");
        acceptBase.open();
        listener =
                new Listener(
                        acceptBase,
                        options.address(),
                        BACKLOG,
                        this::onAccept,
                        this::onAcceptError);
        listener.setAccepting(1, Duration.ZERO);
        port = listener.port();
        queue.init(options.workers(), journal);
        journal.enter("READY", "port=" + port + " pid=" + ProcessHandle.current().pid());

        acceptBase.dispatch();

        listener.close();
        acceptBase.free();
        acceptBase = null;
        stopped();
        return cause.exitStatus();
    }

    private void onAccept(SocketChannel channel) {
        journal.accepted.incrementAndGet();
        try {
            Connection connection = new Connection(channel, options, journal);
            journal.submitted.incrementAndGet();
            queue.add(connection);
        } catch (IOException e) {
            // The client has gone already.
            Listener.discard(channel);
            journal.aborted.incrementAndGet();
        }
    }

    private void onAcceptError(IOException error) {
        journal.warn("accept: " + error.getMessage());
    }

    /** Runs on top of whichever thread the signal interrupted, whatever it was doing (D1, D16). */
    @HandlerContext
    private void onSignal(Signal signal) {
        journal.note("SIGNAL", "name=" + signal);
        cause = signal;
        killServer();
    }

    /** Called by the handler; {@code acceptBase} is null before run and after it (D9, D17). */
    private void killServer() {
        acceptBase.loopExit(Duration.ZERO);
        queue.shutdown();
    }

    private void stopped() {
        String end = "cause=" + cause + " forced=" + 0;
        journal.enter("STOPPED", end + " " + journal + " " + status);
    }

    @Override
    public ServerMXBean status() {
        return status;
    }
}
