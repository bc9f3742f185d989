package signalkit.event;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.time.Duration;
import signalkit.posix.Op;
import signalkit.posix.Pipe;
import signalkit.posix.Points;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.Signals;

/**
 * Something a loop waits for, and what it then calls: libevent's {@code struct event}.
 *
 * <p>An event is added to become pending, and then active when it happens. Without PERSIST it is no
 * longer pending when its callback starts. Thread-safe as its base is.
 */
public final class Event {
    /** What made an event active, or what it waits for; constants of {@code event.h}. */
    public static final int TIMEOUT = 0x01;

    /** The channel can be read, or accepts. */
    public static final int READ = 0x02;

    /** The channel can be written. */
    public static final int WRITE = 0x04;

    /** A signal was caught. */
    public static final int SIGNAL = 0x08;

    /** The event stays pending when it fires. */
    public static final int PERSIST = 0x10;

    /** The two events of one channel: a selector has one key for both. */
    static final class Pair {
        private Event reader;
        private Event writer;

        void ready(int operations) {
            if (reader != null
                    && (operations & (SelectionKey.OP_READ | SelectionKey.OP_ACCEPT)) != 0) {
                reader.ready(READ);
            }
            if (writer != null && (operations & SelectionKey.OP_WRITE) != 0) {
                writer.ready(WRITE);
            }
        }
    }

    private final EventBase base;
    private final SelectableChannel channel;
    private final Signal signal;
    private final int what;
    private final Runnable callback;
    private Sigaction replaced;
    private SelectionKey key;

    // Only the dispatching thread uses these:
    private long lastFired;
    private boolean isReady;

    // The base's lock, if it has one, must be held when using these:
    private boolean pending;
    private int result;
    private long timeout;
    long deadline;
    long queuedDeadline;
    long order;
    private boolean queued;
    boolean isActive;

    private Event(
            EventBase base, SelectableChannel channel, Signal signal, int what, Runnable callback) {
        this.base = base;
        this.channel = channel;
        this.signal = signal;
        this.what = what;
        this.callback = callback;
        this.lastFired = base.now();
    }

    /**
     * An event for a channel: {@code event_new(base, fd, what, …)}.
     *
     * @param base the loop
     * @param channel a non-blocking channel
     * @param what READ or WRITE, with or without PERSIST
     * @param callback runs on the dispatching thread
     * @return an event that is not pending yet
     */
    public static Event channel(
            EventBase base, SelectableChannel channel, int what, Runnable callback) {
        boolean oneDirection = ((what & READ) != 0) != ((what & WRITE) != 0);
        if (!oneDirection) {
            throw new IllegalArgumentException("either READ or WRITE, not " + what);
        }
        return new Event(base, channel, null, what, callback);
    }

    /**
     * A timer: {@code evtimer_new}.
     *
     * @param base the loop
     * @param callback runs on the dispatching thread
     * @return an event that is not pending yet
     */
    public static Event timeout(EventBase base, Runnable callback) {
        return new Event(base, null, null, TIMEOUT, callback);
    }

    /**
     * A signal event: {@code evsignal_new}, persistent.
     *
     * <p>Adding it installs a handler that only writes the signal's number to a pipe; the callback
     * runs in the loop, where it may do what any callback may.
     *
     * @param base the loop
     * @param signal caught while this event is pending
     * @param callback runs on the dispatching thread
     * @return an event that is not pending yet
     */
    public static Event signal(EventBase base, Signal signal, Runnable callback) {
        return new Event(base, null, signal, SIGNAL | PERSIST, callback);
    }

    /**
     * Makes the event pending: {@code event_add}; again, it only sets the time anew.
     *
     * @param after fires with TIMEOUT when nothing happens for so long; null for no timeout
     */
    public void add(Duration after) {
        base.enter();
        base.lock();
        try {
            if (!pending) {
                arm(); // first, since it fails when no descriptor is left
                pending = true;
                base.count(1);
            }
            Points.point(Op.WRITE, base);
            timeout = after == null ? -1 : Math.max(0, after.toNanos());
            touch();
        } finally {
            base.unlock();
        }
        base.notifyLoop();
    }

    /** Makes the event neither pending nor active: {@code event_del}. */
    public void del() {
        base.enter();
        base.lock();
        try {
            remove();
            base.deactivate(this);
        } finally {
            base.unlock();
        }
        base.notifyLoop();
    }

    /**
     * Fires the event as if it had happened: {@code event_active}.
     *
     * @param reason what its {@link #result} will say
     */
    public void active(int reason) {
        base.enter();
        base.lock();
        try {
            happened(reason);
        } finally {
            base.unlock();
        }
        base.notifyLoop();
    }

    /**
     * Whether the event waits: {@code event_pending}.
     *
     * @return true after {@link #add} until it fires without PERSIST or is deleted
     */
    public boolean isPending() {
        return pending;
    }

    /**
     * Why the callback runs.
     *
     * @return TIMEOUT, READ, WRITE or SIGNAL, or several
     */
    public int result() {
        return result;
    }

    static int compareDeadlines(Event a, Event b) {
        int byTime = Long.compare(a.queuedDeadline - b.queuedDeadline, 0);
        return byTime != 0 ? byTime : Long.compare(a.order, b.order);
    }

    /**
     * Starts the timeout anew. The queue of timers is not touched when the deadline only moves
     * away: the timer is put back when it comes up.
     */
    void touch() {
        if (timeout < 0) {
            unqueue();
            return;
        }
        deadline = base.now() + timeout;
        if (queued && deadline - queuedDeadline < 0) {
            unqueue();
        }
        if (!queued) {
            queued = true;
            queuedDeadline = deadline;
            base.schedule(this);
        }
    }

    /** Called when the timer comes up; false when its deadline has moved away meanwhile. */
    boolean isDue(long now) {
        long idleSince = isReady ? now : lastFired;
        if (idleSince + timeout - deadline > 0) {
            deadline = idleSince + timeout;
        }
        if (deadline - now > 0) {
            return false;
        }
        queued = false;
        result = TIMEOUT;
        return true;
    }

    void fire() {
        if (result == 0) {
            result = what & ~PERSIST;
        }
        if ((what & PERSIST) == 0) {
            base.lock();
            try {
                remove();
            } finally {
                base.unlock();
            }
        } else if (result == TIMEOUT && pending && timeout >= 0) {
            base.lock();
            try {
                touch();
            } finally {
                base.unlock();
            }
        } else {
            // The timeout starts anew, which the queue of timers learns when the old one comes up.
            lastFired = base.roundTime();
        }
        callback.run();
    }

    /** The selector has found the channel ready. */
    private void ready(int reason) {
        if (!isReady) {
            isReady = true;
            base.ready(this);
        }
        result = reason;
    }

    /** Fires in the round in which the channel was ready, unless it was deleted meanwhile. */
    void fireReady(boolean broken) {
        isReady = false;
        if (pending && !broken) {
            fire();
        }
    }

    private void happened(int reason) {
        result = reason;
        base.activate(this);
    }

    private void remove() {
        if (pending) {
            pending = false;
            base.count(-1);
            unqueue();
            disarm();
        }
    }

    private void unqueue() {
        if (queued) {
            queued = false;
            base.unschedule(this);
        }
    }

    private void arm() {
        if (channel != null) {
            try {
                key = base.register(channel);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            set(this, true);
        } else if (signal != null) {
            Pipe pipe = base.signals().put(signal, this);
            byte number = (byte) signal.number();
            replaced = Signals.sigaction(signal, Sigaction.handler(caught -> pipe.write(number)));
        }
    }

    private void disarm() {
        if (channel != null) {
            set(null, false);
        } else if (signal != null) {
            Signals.sigaction(signal, replaced);
            base.signals().put(signal, null);
        }
    }

    private void set(Event event, boolean interested) {
        Pair pair = (Pair) key.attachment();
        int operation;
        if ((what & READ) != 0) {
            pair.reader = event;
            operation = channel.validOps() & (SelectionKey.OP_READ | SelectionKey.OP_ACCEPT);
        } else {
            pair.writer = event;
            operation = SelectionKey.OP_WRITE;
        }
        try {
            if (interested) {
                key.interestOpsOr(operation);
            } else {
                key.interestOpsAnd(~operation);
            }
        } catch (CancelledKeyException e) {
            // The channel is closed, and with it the interest is gone.
        }
    }
}
