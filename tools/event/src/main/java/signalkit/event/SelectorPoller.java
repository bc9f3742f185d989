package signalkit.event;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.function.Consumer;
import signalkit.posix.Errno;
import signalkit.posix.Pthread;
import signalkit.posix.Scheduler;

/** Waits in a selector of the JDK's. */
final class SelectorPoller implements Poller {
    private final Runnable select = this::select;
    private final Runnable wakeUp = this::wakeUp;
    private final Consumer<SelectionKey> onReady = ChannelEvents::ready;
    private long waitMillis;

    // Only the dispatching thread writes this, or who opens before there is one:
    private volatile Selector selector;

    @Override
    public void open() throws IOException {
        if (selector == null) {
            selector = Selector.open();
        }
    }

    @Override
    public SelectionKey register(SelectableChannel channel) throws IOException {
        open();
        SelectionKey key = channel.keyFor(selector);
        return key != null && key.isValid() ? key : channel.register(selector, 0);
    }

    @Override
    public void deregister(SelectableChannel channel) {
        SelectionKey key = selector == null ? null : channel.keyFor(selector);
        if (key != null) {
            key.cancel();
            try {
                selector.selectNow(onReady);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void wakeUp(Pthread loop) {
        wakeUp();
    }

    private void wakeUp() {
        Selector opened = selector;
        if (opened != null) {
            opened.wakeup();
        }
    }

    @Override
    public Errno await(Pthread self, long nanos) {
        // Rounded up, so that a timer is due when the wait is over.
        waitMillis = nanos == Scheduler.NEVER ? Long.MAX_VALUE : (nanos + 999_999) / 1_000_000;
        return self.interruptibly(wakeUp, select);
    }

    @Override
    public void close() {
        if (selector != null) {
            try {
                selector.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void select() {
        try {
            if (waitMillis == 0) {
                selector.selectNow(onReady);
            } else {
                selector.select(onReady, waitMillis == Long.MAX_VALUE ? 0 : waitMillis);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ClosedSelectorException e) {
            throw new IllegalStateException("the base was freed while it was dispatched", e);
        }
    }
}
