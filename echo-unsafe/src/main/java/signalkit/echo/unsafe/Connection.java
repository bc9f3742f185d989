package signalkit.echo.unsafe;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import signalkit.echo.server.Journal;
import signalkit.event.BufferEvent;
import signalkit.event.EventBase;

/** One client, served by an event loop: what it sends comes back. */
final class Connection extends Job {
    private final Journal journal;
    private final String peer;
    private final EventBase base;
    private final BufferEvent events;

    // Only the thread that runs this job uses these:
    private long echoed;
    private long sent;
    private boolean ended;

    Connection(SocketChannel channel, Main options, Journal journal) throws IOException {
        this.journal = journal;
        this.peer = channel.getRemoteAddress().toString().replaceFirst("^/", "");
        base = new EventBase(peer);
        base.open();
        events = new BufferEvent(base, channel, this::onRead, this::settle, this::onEvent);
        // The clock starts here, also for a client that will wait for a worker (D23).
        events.setTimeouts(options.readTimeout(), options.readTimeout());
        events.enable(BufferEvent.READ);
    }

    @Override
    void run() {
        base.dispatch();
    }

    private void onRead() {
        long length = events.input().length();
        journal.bytesIn.addAndGet(length);
        echoed += length;
        events.write(events.input());
        settle();
    }

    private void onEvent(int what) {
        // What is left in the output is lost (D22).
        end((what & BufferEvent.EOF) == 0 ? journal.aborted : journal.drained);
    }

    @Override
    void free() {
        end(journal.aborted);
        events.free();
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
            base.loopExit(Duration.ZERO);
        }
    }

    @Override
    public String toString() {
        return peer;
    }
}
