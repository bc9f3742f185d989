package signalkit.event;

import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;

/**
 * The pending events of one channel, for which a selector has one key.
 *
 * <p>Changed under the base's lock, if it has one; the dispatching thread reads it without.
 */
final class ChannelEvents {
    /** Chained by {@link Event#nextOnChannel}; most channels have one event, or two. */
    private Event first;

    /** Adds an event; the key must be valid. */
    void add(Event event, SelectionKey key) {
        key.interestOpsOr(event.operation); // first, since it fails when the channel cannot do that
        event.nextOnChannel = first;
        first = event;
    }

    /** Removes an event, and the interest that no other event of the channel has. */
    void remove(Event event, SelectionKey key) {
        int operations = 0;
        Event before = null;
        for (Event each = first; each != null; each = each.nextOnChannel) {
            if (each != event) {
                operations |= each.operation;
                before = each;
            } else if (before == null) {
                first = each.nextOnChannel;
            } else {
                before.nextOnChannel = each.nextOnChannel;
            }
        }
        try {
            key.interestOps(operations);
        } catch (CancelledKeyException e) {
            // The channel is closed, and with it the interest is gone.
        }
    }

    /** The selector has found the channel ready for some operations. */
    void ready(int operations) {
        for (Event event = first; event != null; event = event.nextOnChannel) {
            if ((event.operation & operations) != 0) {
                event.ready();
            }
        }
    }
}
