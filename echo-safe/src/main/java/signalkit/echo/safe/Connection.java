package signalkit.echo.safe;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import signalkit.echo.server.ByteCount;
import signalkit.echo.server.Journal;
import signalkit.echo.server.Limits;
import signalkit.event.BufferEvent;
import signalkit.event.EventBase;
import signalkit.event.Listener;

/** One client, served by an event loop: what it sends comes back. */
final class Connection extends Job {
    private final SocketChannel channel;
    private final Duration timeout;
    private final Limits limits;
    private final Journal journal;
    private final String peer;
    private final ByteCount bytes;

    // Its own, or a shared loop's from start() on. While other threads can reach this connection,
    // they read it with jobsMutex held, and nobody writes it:
    private EventBase base;

    // Only the thread that serves this connection uses these:
    private BufferEvent events;
    private Runnable onEnd;
    private boolean draining;
    private boolean ended;

    Connection(SocketChannel channel, Duration timeout, Limits limits, Journal journal)
            throws IOException {
        this.channel = channel;
        this.timeout = timeout;
        this.limits = limits;
        this.journal = journal;
        this.peer = channel.getRemoteAddress().toString().replaceFirst("^/", "");
        bytes = new ByteCount(journal);
        base = new EventBase(peer);
        base.useThreads();
        channel.socket().setTcpNoDelay(true);
    }

    @Override
    void run() {
        start(base, base::loopBreak);
        base.dispatch();
    }

    @Override
    public void start(EventBase loop, Runnable atEnd) {
        if (loop != base) {
            base.free(); // Nobody has it any more: main took this job off the list.
        }
        base = loop;
        onEnd = atEnd;
        events = new BufferEvent(base, channel, this::onRead, this::onWritten, this::onEvent);
        events.setTimeouts(timeout, timeout);
        events.limitOutput(limits.output(), limits.output() / 2);
        // An exception ends this connection alone: others in its loop go on.
        events.onFailure(
                e -> {
                    journal.failed(this, e);
                    end(journal.aborted);
                });
        events.enable(BufferEvent.READ);
    }

    private void onRead() {
        if (bytes.isSilent()) {
            // From its first word on, a client may be silent for as long as --idle says.
            events.setTimeouts(limits.idle(), timeout);
        }
        bytes.received(events.input().length());
        events.write(events.input());
        bytes.keep(events.output().length());
    }

    private void onWritten() {
        bytes.keep(events.output().length());
        if (draining) {
            readAndFinish();
        }
    }

    private void onEvent(int what) {
        if ((what & BufferEvent.EOF) == 0) {
            end(journal.aborted);
        } else {
            finish();
        }
    }

    @Override
    public void shutdown(Request request) {
        boolean drains = request == Request.DRAIN;
        base.once(Duration.ZERO, drains ? this::readAndFinish : () -> end(journal.aborted));
    }

    /** Echoes what has arrived, then says goodbye. */
    private void readAndFinish() {
        draining = true;
        if (!ended && events.readAvailable()) {
            // The first word of a silent client may still be on its way.
            base.once(bytes.isSilent() ? limits.firstWord() : Duration.ZERO, this::finish);
        }
    }

    private void finish() {
        events.finish(limits.linger(), journal.late::addAndGet, () -> end(journal.drained));
    }

    @Override
    public void reject() {
        journal.rejected.incrementAndGet();
        journal.aborted.incrementAndGet();
        Listener.discard(channel);
    }

    @Override
    void free() {
        end(journal.aborted);
        base.free();
    }

    private void end(AtomicLong outcome) {
        if (!ended) {
            ended = true;
            bytes.keep(events.output().length());
            outcome.incrementAndGet();
            events.free();
            onEnd.run();
        }
    }

    @Override
    public String toString() {
        return peer;
    }
}
