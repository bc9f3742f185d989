package signalkit.echo.unsafe;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import signalkit.echo.server.ByteCount;
import signalkit.echo.server.Journal;
import signalkit.event.BufferEvent;
import signalkit.event.EventBase;

/** One client, served by an event loop: what it sends comes back. */
final class Connection extends Job {
    private final SocketChannel channel;
    private final Duration timeout;
    private final Journal journal;
    private final String peer;
    private final ByteCount bytes;
    private final EventBase base;

    // Only the thread that serves this connection uses these:
    private BufferEvent events;
    private boolean ended;

    Connection(SocketChannel channel, Duration timeout, Journal journal) throws IOException {
        this.channel = channel;
        this.timeout = timeout;
        this.journal = journal;
        this.peer = channel.getRemoteAddress().toString().replaceFirst("^/", "");
        bytes = new ByteCount(journal);
        base = new EventBase(peer);
        base.open();
        start(); // The timeout runs while the client waits for a worker (D23).
    }

    @Override
    void run() {
        base.dispatch();
    }

    private void start() {
        events = new BufferEvent(base, channel, this::onRead, this::onWritten, this::onEvent);
        events.setTimeouts(timeout, timeout);
        events.enable(BufferEvent.READ);
    }

    private void onRead() {
        bytes.received(events.input().length());
        events.write(events.input());
        bytes.keep(events.output().length());
    }

    private void onWritten() {
        bytes.keep(events.output().length());
    }

    private void onEvent(int what) {
        if ((what & BufferEvent.EOF) == 0) {
            end(journal.aborted);
        } else {
            end(journal.drained); // What is left in the output is lost (D22).
        }
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
            base.loopExit(Duration.ZERO);
        }
    }

    @Override
    public String toString() {
        return peer;
    }
}
