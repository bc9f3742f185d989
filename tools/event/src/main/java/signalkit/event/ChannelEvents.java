package signalkit.event;

import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;

/**
 * The pending events of one channel, for which a selector has one key: its attachment is the first
 * of them, chained by {@link Event#nextOnChannel}. Most channels have one event, or two.
 *
 * <p>Changed under the base's lock, if it has one; the dispatching thread reads it without.
 */
final class ChannelEvents {
    private ChannelEvents() {}

    /** Adds an event; the key must be valid. */
    static void add(Event event, SelectionKey key) {
        key.interestOpsOr(event.operation); // first, since it fails when the channel cannot do that
        event.nextOnChannel = first(key);
        key.attach(event);
    }

    /** Removes an event, and the interest that no other event of the channel has. */
    static void remove(Event event, SelectionKey key) {
        int operations = 0;
        Event before = null;
        for (Event each = first(key); each != null; each = each.nextOnChannel) {
            if (each != event) {
                operations |= each.operation;
                before = each;
            } else if (before == null) {
                key.attach(each.nextOnChannel);
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

    /** The selector has found the channel ready. */
    static void ready(SelectionKey key) {
        int operations = key.readyOps();
        for (Event event = first(key); event != null; event = event.nextOnChannel) {
            if ((event.operation & operations) != 0) {
                event.ready();
            }
        }
    }

    private static Event first(SelectionKey key) {
        return (Event) key.attachment();
    }
}
