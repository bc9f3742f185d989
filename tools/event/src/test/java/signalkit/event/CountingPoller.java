package signalkit.event;

import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.util.concurrent.atomic.AtomicInteger;
import signalkit.posix.Errno;
import signalkit.posix.Pthread;

/** Counts the wake-ups of a selector. */
final class CountingPoller implements Poller {
    private final Poller selector = new SelectorPoller();
    final AtomicInteger wakeUps = new AtomicInteger();

    @Override
    public void open() throws IOException {
        selector.open();
    }

    @Override
    public SelectionKey register(SelectableChannel channel) throws IOException {
        return selector.register(channel);
    }

    @Override
    public void deregister(SelectableChannel channel) {
        selector.deregister(channel);
    }

    @Override
    public void wakeUp(Pthread loop) {
        wakeUps.incrementAndGet();
        selector.wakeUp(loop);
    }

    @Override
    public Errno await(Pthread self, long nanos) {
        return selector.await(self, nanos);
    }

    @Override
    public void close() {
        selector.close();
    }
}
