package signalkit.echo.safe;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import signalkit.event.BufferEvent;
import signalkit.event.EventBase;

/** One client, served by an event loop of its own: what it sends comes back. */
final class Connection extends Job {
    private static final int HIGH = 64 * 1024;
    private static final int LOW = 32 * 1024;
    private static final Duration LINGER = Duration.ofSeconds(1);

    private final Journal journal;
    private final SocketChannel channel;
    private final String peer;
    private final Duration readTimeout;
    private final EventBase base;
    private final BufferEvent events;

    // Only the thread that runs this job uses these:
    private long echoed;
    private long sent;
    private boolean peerDone;
    private boolean draining;
    private boolean finished;
    private boolean ended;

    Connection(SocketChannel channel, Duration readTimeout, Journal journal) throws IOException {
        this.journal = journal;
        this.channel = channel;
        this.peer = channel.getRemoteAddress().toString().replaceFirst("^/", "");
        this.readTimeout = readTimeout;
        channel.socket().setTcpNoDelay(true);
        base = new EventBase(peer);
        base.useThreads();
        events = new BufferEvent(base, channel, this::onRead, this::onWrite, this::onEvent);
        events.setWatermark(BufferEvent.WRITE, LOW, 0);
    }

    @Override
    void run() {
        events.setTimeouts(readTimeout, readTimeout);
        events.enable(BufferEvent.READ);
        base.dispatch();
    }

    private void onRead() {
        long length = events.input().length();
        if (finished) {
            journal.late.addAndGet(length);
            events.input().drain(length);
            return;
        }
        journal.bytesIn.addAndGet(length);
        echoed += length;
        events.write(events.input());
        settle();
        if (events.output().length() > HIGH) {
            events.disable(BufferEvent.READ);
        }
    }

    private void onWrite() {
        settle();
        if (draining || peerDone) {
            finish();
        } else {
            events.enable(BufferEvent.READ);
        }
    }

    private void onEvent(int what) {
        if ((what & BufferEvent.EOF) == 0) {
            end(journal.aborted);
        } else if (finished) {
            end(journal.drained);
        } else {
            peerDone = true;
            finish();
        }
    }

    @Override
    void drain() {
        base.once(Duration.ZERO, this::beginDrain);
    }

    @Override
    void abort() {
        base.once(Duration.ZERO, () -> end(journal.aborted));
    }

    @Override
    void free() {
        end(journal.aborted);
        events.free();
        base.free();
    }

    /** Reads what has arrived; from here on the client is only answered. */
    private void beginDrain() {
        if (!ended && !draining) {
            events.readAvailable();
            draining = true;
            events.disable(BufferEvent.READ);
            finish();
        }
    }

    /** Once all is echoed: says so with a FIN, then waits for the client's. */
    private void finish() {
        if (ended || finished) {
            return;
        }
        if (events.output().length() > 0) {
            events.setWatermark(BufferEvent.WRITE, 0, 0);
        } else if (peerDone) {
            end(journal.drained);
        } else {
            finished = true;
            try {
                // A close with unread input would reset the connection and cut the echo short.
                channel.shutdownOutput();
            } catch (IOException e) {
                end(journal.aborted);
                return;
            }
            events.enable(BufferEvent.READ);
            base.once(LINGER, () -> end(journal.drained));
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
            base.loopBreak();
        }
    }

    @Override
    public String toString() {
        return peer;
    }
}
