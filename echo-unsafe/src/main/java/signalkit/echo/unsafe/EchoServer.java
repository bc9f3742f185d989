package signalkit.echo.unsafe;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import signalkit.echo.server.Journal;
import signalkit.echo.server.ServerCommand;
import signalkit.echo.server.ServerState;
import signalkit.echo.server.ServerStatus;
import signalkit.event.EventBase;
import signalkit.event.Listener;

/** Accepts connections and hands them to workers, until a signal ends it. */
final class EchoServer implements ServerCommand.Server {
    private static final int BACKLOG = 8; // a burst overflows it (D24)

    final Main options;
    private final Journal journal;
    private final WorkQueue queue;
    private final ServerStatus status;
    private final Shutdown shutdown;
    private EventBase acceptBase;
    private Listener listener;

    EchoServer(Main options) {
        this.options = options;
        this.journal = new Journal(options.isQuiet());
        this.queue = WorkQueue.of(options.queue);
        this.status = new ServerStatus(Main.NAME, journal, queue);
        this.shutdown = new Shutdown(this, status);
    }

    @Override
    public int run() throws IOException {
        journal.enter(ServerState.STARTING, options.describe());
        shutdown.start();
        acceptBase = new EventBase("accept");
        acceptBase.open();
        listener =
                new Listener(acceptBase, options.address(), BACKLOG, this::onAccept, journal::warn);
        listener.setAccepting(1, Duration.ZERO);
        status.listensAt(listener.port());
        queue.init(options.workers(), journal);
        status.enterReady();

        acceptBase.dispatch();

        listener.close();
        acceptBase.free();
        acceptBase = null; // The handler may be using it (D9).
        return shutdown.end();
    }

    private void onAccept(SocketChannel channel) {
        journal.accepted.incrementAndGet();
        try {
            Connection connection = new Connection(channel, options.readTimeout(), journal);
            journal.submitted.incrementAndGet();
            queue.add(connection);
        } catch (IOException e) {
            // The client has gone already.
            Listener.discard(channel);
            journal.aborted.incrementAndGet();
        }
    }

    /** Runs in the handler, perhaps before there is a base or after it is gone (D17). */
    void killServer() {
        acceptBase.loopExit(Duration.ZERO);
        queue.shutdown();
    }

    @Override
    public ServerStatus status() {
        return status;
    }
}
