package signalkit.echo.safe;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import signalkit.echo.server.Journal;
import signalkit.event.BufferEvent;
import signalkit.event.EventBase;
import signalkit.event.Listener;

/** One client, served by an event loop: what it sends comes back. */
final class Connection extends Job {
    private static final Duration FIRST_WORD = Duration.ofMillis(100);

    private final SocketChannel channel;
    private final Main options;
    private final Journal journal;
    private final String peer;

    // Null before the start; whoever comes second, start or ask, passes the request on:
    private volatile EventBase base;
    private volatile Runnable asked;

    // Only the thread that serves this connection uses these:
    private BufferEvent events;
    private Runnable onEnd;
    private long echoed;
    private long sent;
    private boolean ended;

    Connection(SocketChannel channel, Main options, Journal journal) throws IOException {
        this.channel = channel;
        this.options = options;
        this.journal = journal;
        this.peer = channel.getRemoteAddress().toString().replaceFirst("^/", "");
        channel.socket().setTcpNoDelay(true);
    }

    @Override
    void run() {
        EventBase own = new EventBase(peer);
        own.useThreads();
        start(own, own::loopBreak);
        own.dispatch();
    }

    /** Reads from now on, when the loop is dispatched. */
    void start(EventBase loop, Runnable atEnd) {
        onEnd = atEnd;
        events = new BufferEvent(loop, channel, this::onRead, this::onWritten, this::onEvent);
        events.limitOutput(options.limits.output(), options.limits.output() / 2);
        events.onFailure(this::fail);
        events.setTimeouts(options.readTimeout(), options.readTimeout());
        base = loop;
        events.enable(BufferEvent.READ);
        Runnable early = asked;
        if (early != null) {
            loop.once(Duration.ZERO, early);
        }
    }

    /** It costs this connection, and neither the worker nor others of its loop. */
    void fail(RuntimeException e) {
        journal.failed(this, e);
        end(journal.aborted);
    }

    private void onRead() {
        long length = events.input().length();
        journal.bytesIn.addAndGet(length);
        if (echoed == 0) {
            // A client that has spoken may think for longer than one that says nothing at all.
            events.setTimeouts(options.limits.idle(), options.readTimeout());
        }
        echoed += length;
        events.write(events.input());
        settle();
    }

    private void onWritten() {
        settle();
        if (asked != null) {
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
    void drain() {
        ask(this::readAndFinish);
    }

    @Override
    void abort() {
        ask(() -> end(journal.aborted));
    }

    private void ask(Runnable request) {
        asked = request;
        EventBase loop = base;
        if (loop != null) {
            loop.once(Duration.ZERO, request);
        }
    }

    @Override
    void free() {
        end(journal.aborted);
        base.free();
    }

    /** Closes it unserved. */
    void reject() {
        journal.rejected.incrementAndGet();
        journal.aborted.incrementAndGet();
        Listener.discard(channel);
    }

    /** What has arrived is still echoed; what comes later is counted as late. */
    private void readAndFinish() {
        if (!ended && events.readAvailable()) {
            // One that has said nothing has only just come, perhaps, and its word is on its way.
            base.once(echoed > 0 ? Duration.ZERO : FIRST_WORD, this::finish);
        }
    }

    private void finish() {
        if (!ended) {
            Duration linger = options.limits.linger();
            events.finish(linger, journal.late::addAndGet, () -> end(journal.drained));
        }
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
