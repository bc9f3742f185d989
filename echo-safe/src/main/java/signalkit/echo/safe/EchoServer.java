package signalkit.echo.safe;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import org.slf4j.LoggerFactory;
import signalkit.echo.server.Journal;
import signalkit.echo.server.ServerCommand;
import signalkit.echo.server.ServerStatus;
import signalkit.event.EventBase;
import signalkit.event.Listener;
import signalkit.posix.Errno;
import signalkit.posix.How;
import signalkit.posix.PosixException;
import signalkit.posix.PosixProcess;
import signalkit.posix.Pthread;
import signalkit.posix.ServerMXBean;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;

/** Accepts connections and hands them to workers, until a signal ends it. */
final class EchoServer implements ServerCommand.Server {
    private static final int BACKLOG = 1024;
    private static final String BUSY = "busy: too many connections; try again later\n";
    private static final int FORCE_SECONDS = 1;
    private static final Duration TOGETHER = Duration.ofMillis(100);
    private static final SignalSet HANDLED =
            SignalSet.of(Signal.HUP, Signal.INT, Signal.TERM, Signal.USR1, Signal.USR2);

    private final Main options;
    private final Journal journal;
    private final WorkQueue queue = new WorkQueue();
    private final ServerStatus status;
    private final EventBase acceptBase = new EventBase("accept");
    private Listener listener;
    private volatile int port;
    private volatile Signal cause;
    private volatile boolean forced;

    EchoServer(Main options) {
        this.options = options;
        this.journal = new Journal(options.isQuiet());
        status = new ServerStatus(Main.NAME, journal, () -> port, queue::waiting, queue::workers);
    }

    @Override
    public int run() throws IOException {
        journal.enter("STARTING", options.describe());
        // Before the first thread is made, since every thread inherits its maker's mask.
        Signals.sigmask(How.BLOCK, HANDLED);
        acceptBase.useThreads();
        EventBase base = options.loops.start(acceptBase, options.workers(), queue, journal);
        listener =
                new Listener(base, options.address(), BACKLOG, this::onAccept, this::onAcceptError);
        port = listener.port();
        queue.init(options.workers(), journal);
        Pthread.create("signal waiter", this::awaitSignals);
        journal.enter("READY", "port=" + port + " pid=" + ProcessHandle.current().pid());

        acceptBase.dispatchUntilEnded();

        queue.shutdown(Job::drain);
        queue.join();
        options.loops.close();
        acceptBase.free();
        stopped();
        if (options.reraise) {
            PosixProcess.main().endBy(cause);
        }
        return forced ? Main.FORCED : 0;
    }

    private void onAccept(SocketChannel channel) {
        journal.accepted.incrementAndGet();
        if (journal.open() > options.maxConnections) {
            Listener.refuse(channel, BUSY);
            journal.refused.incrementAndGet();
            return;
        }
        try {
            Loop loop = options.loops.next(journal.accepted.get());
            Connection connection = new Connection(channel, options.readTimeout(), journal, loop);
            journal.submitted.incrementAndGet();
            if (loop != null) {
                loop.shared.add(connection);
            } else if (!queue.add(connection)) {
                journal.rejected.incrementAndGet();
                connection.free();
            }
        } catch (IOException e) {
            // The client has gone already.
            Listener.discard(channel);
            journal.aborted.incrementAndGet();
        }
    }

    private void onAcceptError(IOException error) {
        LoggerFactory.getLogger(EchoServer.class).warn("accept: {}", error.getMessage());
    }

    /** The only code that signals reach: an ordinary thread, which may lock, wait and log. */
    private void awaitSignals() {
        int requests = 0;
        long deadline = 0;
        long settled = 0;
        while (true) {
            Signal signal = requests == 0 ? Signals.sigwait(HANDLED) : next(deadline);
            long now = System.nanoTime();
            if (signal != null) {
                journal.note("SIGNAL", "name=" + signal);
            }
            if (signal == Signal.USR1) {
                journal.note("STATISTICS", journal.toString());
            } else if (signal == Signal.USR2) {
                String locks = " locks=" + status.getLocks();
                journal.note("STATE", "name=" + journal.state() + " " + status + locks);
            } else if (signal == null || isRequest(signal, requests, now - settled)) {
                requests++;
                deadline = now + 1_000_000_000L * (requests == 1 ? options.grace : FORCE_SECONDS);
                cause = requests == 1 ? signal : cause;
                killServer(requests);
                // Not from now: what came while this took its time came together with it.
                settled = System.nanoTime() + TOGETHER.toNanos();
            }
        }
    }

    /** INT and TERM that arrive together are one request; HUP is none. */
    private static boolean isRequest(Signal signal, int requests, long sinceSettled) {
        return signal != Signal.HUP && (requests != 1 || sinceSettled > 0);
    }

    /** The next signal, or null at the deadline. */
    private static Signal next(long deadline) {
        long left = Math.max(0, deadline - System.nanoTime());
        try {
            return Signals.sigtimedwait(HANDLED, Duration.ofNanos(left));
        } catch (PosixException e) {
            if (e.errno() == Errno.EAGAIN) {
                return null;
            }
            throw e;
        }
    }

    /** The first request drains, the second forces, the third ends the process on the spot. */
    private void killServer(int requests) {
        String open = "open=" + journal.open();
        switch (requests) {
            case 1 -> {
                journal.enter("DRAINING", open + " queued=" + queue.waiting().size());
                listener.base().once(Duration.ZERO, this::stopAccepting);
            }
            case 2 -> {
                forced = true;
                journal.enter("FORCING", open);
                queue.shutdown(Job::abort);
            }
            default -> {
                stopped();
                Runtime.getRuntime().halt(Main.FORCED);
            }
        }
    }

    private void stopAccepting() {
        listener.drain();
        acceptBase.loopExit(Duration.ZERO);
    }

    private void stopped() {
        String end = "cause=" + cause + " forced=" + (forced ? 1 : 0);
        journal.enter("STOPPED", end + " " + journal + " " + status);
    }

    @Override
    public ServerMXBean status() {
        return status;
    }
}
