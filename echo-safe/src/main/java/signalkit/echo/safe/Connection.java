package signalkit.echo.safe;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import signalkit.echo.server.Journal;
import signalkit.echo.server.Limits;
import signalkit.echo.server.LoopJob;
import signalkit.event.BufferEvent;
import signalkit.event.EventBase;
import signalkit.event.Listener;

/** One client, served by an event loop: what it sends comes back. */
final class Connection extends Job implements LoopJob {
    private final SocketChannel channel;
    private final Duration timeout;
    private final Limits limits;
    private final Journal journal;
    private final String peer;

    // Its own loop. A shared loop that takes this connection over replaces it, then asks again:
    private EventBase base;

    // Only the thread that serves this connection uses these:
    private BufferEvent events;
    private Runnable onEnd;
    private long echoed;
    private long sent;
    private boolean draining;
    private boolean ended;

    Connection(SocketChannel channel, Duration timeout, Limits limits, Journal journal)
            throws IOException {
        this.channel = channel;
        this.timeout = timeout;
        this.limits = limits;
        this.journal = journal;
        this.peer = channel.getRemoteAddress().toString().replaceFirst("^/", "");
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
            base.free();
        }
        base = loop;
        onEnd = atEnd;
        events = new BufferEvent(base, channel, this::onRead, this::onWritten, this::onEvent);
        events.setTimeouts(timeout, timeout);
        events.limitOutput(limits.output(), limits.output() / 2);
        events.onFailure(this::fail);
        events.enable(BufferEvent.READ);
    }

    private void onRead() {
        long length = events.input().length();
        journal.bytesIn.addAndGet(length);
        if (echoed == 0) {
            // A client that has spoken may think for longer than one that says nothing at all.
            events.setTimeouts(limits.idle(), timeout);
        }
        echoed += length;
        events.write(events.input());
        settle();
    }

    private void onWritten() {
        settle();
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
    public void drain() {
        base.once(Duration.ZERO, this::readAndFinish);
    }

    @Override
    public void abort() {
        base.once(Duration.ZERO, () -> end(journal.aborted));
    }

    /** What has arrived is still echoed; what comes later is counted as late. */
    private void readAndFinish() {
        draining = true;
        if (!ended && events.readAvailable()) {
            // One that has said nothing may have come just now, with its word on the way.
            base.once(echoed > 0 ? Duration.ZERO : limits.firstWord(), this::finish);
        }
    }

    private void finish() {
        if (!ended) {
            events.finish(limits.linger(), journal.late::addAndGet, () -> end(journal.drained));
        }
    }

    /** An exception costs this connection, and neither its worker nor others of its loop. */
    private void fail(RuntimeException e) {
        journal.failed(this, e);
        end(journal.aborted);
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

    private void settle() {
        long written = echoed - events.output().length();
        journal.bytesOut.addAndGet(written - sent);
        sent = written;
    }

    private void end(AtomicLong outcome) {
        if (!ended) {
            ended = true;
            settle();
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
