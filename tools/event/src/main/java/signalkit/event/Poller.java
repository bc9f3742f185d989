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

/**
 * What a loop waits with: libevent's {@code eventop}, here a selector.
 *
 * <p>Only the dispatching thread uses it, apart from {@link #wakeUp} and, before the first
 * dispatch, {@link #open}.
 */
final class Poller {
    private final Runnable select = this::select;
    private final Runnable wakeUp = this::wakeUp;
    private final Consumer<SelectionKey> onReady = ChannelEvents::ready;
    private long waitMillis;

    private final boolean controlled;

    // Only the dispatching thread writes this, or who opens before there is one:
    private volatile Selector selector;

    /** An explorer's scheduler waits itself, and needs no selector. */
    Poller(boolean isControlled) {
        controlled = isControlled;
    }

    void open() throws IOException {
        if (selector == null && !controlled) {
            selector = Selector.open();
        }
    }

    /** A wake-up that comes before the first wait must find something to wake. */
    void ensureOpen() {
        try {
            open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    SelectionKey register(SelectableChannel channel) throws IOException {
        open();
        SelectionKey key = channel.keyFor(selector);
        return key != null && key.isValid() ? key : channel.register(selector, 0);
    }

    /** Forgets a channel at once, and not at the next wait. */
    void deregister(SelectableChannel channel) {
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

    /** Ends a wait, or the next one when there is none now. */
    void wakeUp() {
        Selector opened = selector;
        if (opened != null) {
            opened.wakeup();
        }
    }

    /** Waits for channels; the error is EINTR when a handler ran on top of the wait. */
    Errno await(Pthread self, long nanos) {
        // Rounded up, so that a timer is due when the wait is over.
        waitMillis = nanos == Scheduler.NEVER ? Long.MAX_VALUE : (nanos + 999_999) / 1_000_000;
        return self.interruptibly(wakeUp, select);
    }

    void close() {
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
