package signalkit.echo.safe;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import signalkit.echo.server.Deadline;
import signalkit.echo.server.Journal;
import signalkit.echo.server.Limits;
import signalkit.echo.server.ServerCommand;
import signalkit.echo.server.ServerMXBean;
import signalkit.echo.server.ServerStatus;
import signalkit.event.EventBase;
import signalkit.event.Listener;
import signalkit.posix.How;
import signalkit.posix.Pthread;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;

/** Accepts connections and hands them to workers, until a signal ends it. */
final class EchoServer implements ServerCommand.Server {
    private static final int BACKLOG = 1024;
    private static final Duration TOGETHER = Duration.ofMillis(100);
    private static final SignalSet HANDLED =
            SignalSet.of(Signal.HUP, Signal.INT, Signal.TERM, Signal.USR1, Signal.USR2);

    private final Main options;
    private final Journal journal;
    private final WorkQueue queue = new WorkQueue();
    private final Loops loops;
    private final ServerStatus status;
    private final EventBase acceptBase = new EventBase("accept");
    private Listener listener;
    private volatile int port;
    private volatile Signal cause;

    // Only the signal waiter writes these:
    private volatile int requests;
    private long deadline;
    private long settled;

    EchoServer(Main options) {
        this.options = options;
        this.journal = new Journal(options.isQuiet());
        this.loops = new Loops(queue, journal);
        status = new ServerStatus(Main.NAME, journal, () -> port, queue::waiting, queue::workers);
    }

    @Override
    public int run() throws IOException {
        journal.enter("STARTING", options.describe());
        // Before the first thread is made, since every thread inherits its maker's mask.
        Signals.sigmask(How.BLOCK, HANDLED);
        acceptBase.useThreads();
        acceptBase.open();
        EventBase base = options.limits.sharesLoops() ? loops.start(options.workers()) : acceptBase;
        listener =
                new Listener(base, options.address(), BACKLOG, this::onAccept, this::onAcceptError);
        port = listener.port();
        queue.init(options.workers(), journal);
        Pthread.create("signal waiter", this::awaitSignals);
        journal.enter("READY", "port=" + port + " pid=" + ProcessHandle.current().pid());

        acceptBase.dispatchUntilEnded();

        acceptBase.free();
        loops.shareWaiting();
        queue.shutdown(Job::drain);
        queue.join();
        loops.close();
        stopped();
        if (options.limits.reraises()) {
            Main.endBy(cause);
        }
        return requests > 1 ? Main.FORCED : 0;
    }

    private void onAccept(SocketChannel channel) {
        journal.accepted.incrementAndGet();
        if (journal.open() > options.limits.maxConnections()) {
            Listener.refuse(channel, Limits.BUSY);
            journal.refused.incrementAndGet();
            return;
        }
        try {
            Connection connection = new Connection(channel, options, journal);
            journal.submitted.incrementAndGet();
            if (!loops.add(connection)) {
                connection.reject();
            }
        } catch (IOException e) {
            // The client has gone already.
            Listener.discard(channel);
            journal.aborted.incrementAndGet();
        }
    }

    private void onAcceptError(IOException error) {
        journal.warn("accept: " + error.getMessage());
    }

    /** The only code that signals reach: an ordinary thread, which may lock, wait and log. */
    private void awaitSignals() {
        Signal signal;
        do {
            signal = requests == 0 ? Signals.sigwait(HANDLED) : Deadline.sigwait(HANDLED, deadline);
        } while (onSignal(signal));
    }

    /** Handles a signal or, with null, the deadline; false when the server has ended. */
    private synchronized boolean onSignal(Signal signal) {
        if (journal.state().equals("STOPPED")) {
            return false;
        }
        if (signal != null) {
            journal.note("SIGNAL", "name=" + signal);
            status.answer(signal);
        }
        long now = System.nanoTime();
        boolean asks = signal == null || signal == Signal.INT || signal == Signal.TERM;
        // INT and TERM that arrive together are one request.
        boolean again = signal != null && requests == 1 && now - settled <= 0;
        if (asks && !again) {
            requests++;
            deadline = now + options.limits.patience(requests).toNanos();
            cause = requests == 1 ? signal : cause;
            killServer();
            // Not from now: what came while this took its time came together with it.
            settled = System.nanoTime() + TOGETHER.toNanos();
        }
        return true;
    }

    /** The first request drains, the second forces, the third ends the process on the spot. */
    private void killServer() {
        String open = "open=" + journal.open();
        switch (requests) {
            case 1 -> {
                journal.enter("DRAINING", open + " queued=" + queue.waiting().size());
                listener.base().once(Duration.ZERO, this::stopAccepting);
            }
            case 2 -> {
                journal.enter("FORCING", open);
                queue.shutdown(Job::abort);
            }
            default -> {
                stopped();
                Main.haltAtOnce(Main.FORCED);
            }
        }
    }

    private void stopAccepting() {
        listener.drain();
        acceptBase.loopExit(Duration.ZERO);
    }

    private synchronized void stopped() {
        String end = "cause=" + cause + " forced=" + (requests > 1 ? 1 : 0);
        journal.enter("STOPPED", end + " " + journal + " " + status);
    }

    @Override
    public ServerMXBean status() {
        return status;
    }
}
