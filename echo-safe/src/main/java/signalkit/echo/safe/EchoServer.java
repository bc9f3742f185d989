package signalkit.echo.safe;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import signalkit.echo.server.JobExecutor;
import signalkit.echo.server.Journal;
import signalkit.echo.server.ServerCommand;
import signalkit.echo.server.ServerState;
import signalkit.echo.server.ServerStatus;
import signalkit.event.EventBase;
import signalkit.event.Listener;
import signalkit.posix.How;
import signalkit.posix.Signals;

/** Accepts connections and hands them to workers, until a signal ends it. */
final class EchoServer implements ServerCommand.Server {
    private static final int BACKLOG = 1024;

    final Main options;
    private final Journal journal;
    final JobExecutor<? super Job> queue;
    private final ServerStatus status;
    private final Shutdown shutdown;
    private final EventBase acceptBase = new EventBase("accept");
    private Listener listener;

    EchoServer(Main options) {
        this.options = options;
        this.journal = new Journal(options.isQuiet());
        // In a drain, main takes the jobs that wait, as a worker does, and serves them all.
        WorkQueue jobs = new WorkQueue();
        Worker drainer = new Worker("main", jobs, journal);
        this.queue = options.limits.executor(jobs, () -> jobs.take(drainer), acceptBase);
        this.status = new ServerStatus(Main.NAME, journal, queue);
        this.shutdown = new Shutdown(this, status);
    }

    @Override
    public int run() throws IOException {
        journal.enter(ServerState.STARTING, options.describe());
        // Before the first thread is created, since a thread inherits its creator's mask.
        Signals.sigmask(How.BLOCK, Shutdown.SIGNALS);
        acceptBase.useThreads();
        acceptBase.open();
        listener =
                new Listener(acceptBase, options.address(), BACKLOG, this::onAccept, journal::warn);
        status.listensAt(listener.port());
        queue.init(options.workers(), journal);
        shutdown.start();

        acceptBase.dispatchUntilEnded();

        queue.drain();
        queue.join();
        acceptBase.free();
        return shutdown.end();
    }

    private void onAccept(SocketChannel channel) {
        journal.accepted.incrementAndGet();
        if (options.limits.refuses(channel, journal)) {
            return;
        }
        try {
            Connection connection =
                    new Connection(channel, options.readTimeout(), options.limits, journal);
            journal.submitted.incrementAndGet();
            if (!queue.add(connection)) {
                connection.reject();
            }
        } catch (IOException e) {
            // The client has gone already.
            Listener.discard(channel);
            journal.aborted.incrementAndGet();
        }
    }

    /** Named as in C. The waiter calls it; the accept loop drains the listener and ends itself. */
    void killServer() {
        acceptBase.once(Duration.ZERO, listener::drain);
        acceptBase.loopExit(Duration.ZERO);
    }

    @Override
    public ServerStatus status() {
        return status;
    }
}
