package signalkit.echo.safe;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.LoggerFactory;
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
    private final Loop loop;
    private final EventBase base;
    private final BufferEvent events;

    // Only the thread that runs this job uses these:
    private long echoed;
    private long sent;
    private boolean lastChance;
    private boolean ended;

    /** Served by a loop that others share, or, if that is null, by {@link #run}. */
    Connection(SocketChannel channel, Duration readTimeout, Journal journal, Loop loop)
            throws IOException {
        this.journal = journal;
        this.peer = channel.getRemoteAddress().toString().replaceFirst("^/", "");
        this.readTimeout = readTimeout;
        channel.socket().setTcpNoDelay(true);
        this.loop = loop;
        base = loop == null ? new EventBase(peer) : loop.base();
        base.useThreads();
        events = new BufferEvent(base, channel, this::onRead, this::onWrite, this::onEvent);
        events.limitOutput(HIGH, LOW);
        events.onFailure(loop == null ? null : this::fail);
    }

    @Override
    void run() {
        events.setTimeouts(readTimeout, readTimeout);
        events.enable(BufferEvent.READ);
        if (loop == null) {
            base.dispatch();
        }
    }

    /** It costs this connection and not the others of its loop. */
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

    private void onWrite() {
        settle();
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
        events.free();
        if (loop == null) {
            base.free();
        }
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

    private void end(AtomicLong outcome) {
        if (!ended) {
            ended = true;
            settle();
            outcome.incrementAndGet();
            if (loop == null) {
                base.loopBreak();
            } else {
                events.free();
                loop.remove(this);
            }
        }
    }

    @Override
    public String toString() {
        return peer;
    }
}
