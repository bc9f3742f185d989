package signalkit.echo.safe;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.LoggerFactory;
import signalkit.echo.server.Journal;
import signalkit.event.BufferEvent;
import signalkit.event.EventBase;

/** One client, served by an event loop of its own: what it sends comes back. */
final class Connection extends Job {
    private static final int HIGH = 64 * 1024;
    private static final int LOW = 32 * 1024;
    private static final Duration FIRST_WORD = Duration.ofMillis(100);
    private static final Duration LINGER = Duration.ofSeconds(1);

    private final Journal journal;
    private final String peer;
    private final Duration readTimeout;
    private final EventBase base;
    private final Runnable onEnd;
    private final BufferEvent events;

    // Only the thread that runs this job uses these:
    private long echoed;
    private long sent;
    private boolean lastChance;
    private boolean ended;

    /** Served by a loop that others share or, if that is null, by {@link #run}. */
    Connection(SocketChannel channel, Duration readTimeout, Journal journal, Loop loop)
            throws IOException {
        this.journal = journal;
        this.peer = channel.getRemoteAddress().toString().replaceFirst("^/", "");
        this.readTimeout = readTimeout;
        channel.socket().setTcpNoDelay(true);
        base = loop == null ? new EventBase(peer) : loop.shared.base();
        onEnd = loop == null ? base::loopBreak : () -> loop.shared.remove(this);
        base.useThreads();
        events = new BufferEvent(base, channel, this::onRead, this::settle, this::onEvent);
        events.limitOutput(HIGH, LOW);
        events.onFailure(this::fail);
    }

    @Override
    void run() {
        start();
        base.dispatch();
    }

    /** Reads from now on, when its base is dispatched. */
    void start() {
        events.setTimeouts(readTimeout, readTimeout);
        events.enable(BufferEvent.READ);
    }

    /** It costs this connection, and neither the worker nor others of its loop. */
    void fail(RuntimeException e) {
        LoggerFactory.getLogger(Connection.class).error("{} failed", this, e);
        end(journal.aborted);
    }

    private void onRead() {
        long length = events.input().length();
        journal.bytesIn.addAndGet(length);
        echoed += length;
        events.write(events.input());
        settle();
        if (lastChance) {
            finish();
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
        base.once(Duration.ZERO, this::readAndFinish);
    }

    @Override
    void abort() {
        base.once(Duration.ZERO, () -> end(journal.aborted));
    }

    @Override
    void free() {
        end(journal.aborted);
        base.free();
    }

    /** What has arrived is still echoed; what comes later is counted as late. */
    private void readAndFinish() {
        if (!ended) {
            events.readAvailable();
            if (echoed > 0) {
                finish();
            } else {
                // It has only just come, perhaps; its first message may be on its way.
                lastChance = true;
                base.once(FIRST_WORD, this::finish);
            }
        }
    }

    private void finish() {
        if (!ended) {
            events.finish(LINGER, journal.late::addAndGet, () -> end(journal.drained));
        }
    }

    private void settle() {
        long written = echoed - events.output().length();
        journal.bytesOut.addAndGet(written - sent);
        sent = written;
    }

    void end(AtomicLong outcome) {
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
