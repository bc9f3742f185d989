package signalkit.echo.safe;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.slf4j.LoggerFactory;
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
final class EchoServer implements ServerMXBean {
    private static final int BACKLOG = 1024;
    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final Duration FORCE = Duration.ofSeconds(1);
    private static final Duration TOGETHER = Duration.ofMillis(100);
    private static final SignalSet HANDLED =
            SignalSet.of(Signal.HUP, Signal.INT, Signal.TERM, Signal.USR1, Signal.USR2);

    private final Main options;
    private final Journal journal;
    private final WorkQueue queue = new WorkQueue();
    private final EventBase acceptBase = new EventBase("accept");
    private Listener listener;
    private volatile int port;
    private volatile Signal cause;
    private volatile boolean forced;

    EchoServer(Main options) {
        this.options = options;
        this.journal = new Journal(options.quiet);
    }

    /** Serves until a signal has ended it; returns the exit status. */
    int run() throws IOException {
        journal.enter("STARTING", options.describe());
        // Before the first thread is made, since every thread inherits its maker's mask.
        Signals.sigmask(How.BLOCK, HANDLED);
        acceptBase.useThreads();
        InetSocketAddress address = new InetSocketAddress(options.bind, options.port);
        EventBase base = options.loops.start(acceptBase, options.workers, queue, journal);
        listener = new Listener(base, address, BACKLOG, this::onAccept, this::onAcceptError);
        port = listener.port();
        queue.init(options.workers, journal);
        Pthread.create("signal waiter", this::awaitSignals);
        journal.enter("READY", "port=" + port + " pid=" + ProcessHandle.current().pid());

        acceptBase.dispatchUntilEnded();

        queue.shutdown(Job::drain);
        queue.join();
        options.loops.close();
        acceptBase.free();
        stopped();
        return forced ? Main.FORCED : 0;
    }

    private void onAccept(SocketChannel channel) {
        journal.accepted.incrementAndGet();
        try {
            Loop loop = options.loops.next();
            Connection connection = new Connection(channel, options.readTimeout(), journal, loop);
            journal.submitted.incrementAndGet();
            if (loop != null) {
                loop.add(connection);
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
                journal.note(
                        "STATE",
                        String.format(
                                "name=%s queued=%d threads=%d locks=%s",
                                journal.state(),
                                queue.waiting().size(),
                                workersLeft(),
                                getLocks()));
            } else if (signal == null || isRequest(signal, requests, now - settled)) {
                requests++;
                deadline = now + (requests == 1 ? GRACE : FORCE).toNanos();
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
        switch (requests) {
            case 1 -> {
                journal.enter(
                        "DRAINING", "open=" + journal.open() + " queued=" + queue.waiting().size());
                listener.base().once(Duration.ZERO, this::stopAccepting);
            }
            case 2 -> {
                forced = true;
                journal.enter("FORCING", "open=" + journal.open());
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
        journal.enter(
                "STOPPED",
                String.format(
                        "cause=%s forced=%d %s queued=%d threads=%d",
                        cause, forced ? 1 : 0, journal, queue.waiting().size(), workersLeft()));
    }

    private static long workersLeft() {
        return PosixProcess.main().threads().stream().filter(Worker::isOne).count();
    }

    @Override
    public String getName() {
        return Main.NAME;
    }

    @Override
    public String getState() {
        return journal.state();
    }

    @Override
    public int getPort() {
        return port;
    }

    @Override
    public List<String> getQueue() {
        return queue.waiting();
    }

    @Override
    public List<String> getWorkers() {
        return queue.workers();
    }

    @Override
    public Map<String, Long> getCounters() {
        return journal.counters();
    }
}
