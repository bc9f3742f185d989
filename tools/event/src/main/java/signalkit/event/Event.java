package signalkit.event;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.time.Duration;
import java.util.Objects;
import signalkit.posix.Op;
import signalkit.posix.Points;
import signalkit.posix.Signal;

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

    private static final long NO_TIMEOUT = -1;

    /** Longer than any process runs, and short enough to be added to the time of now. */
    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE / 2);

    private final EventBase base;
    private final SelectableChannel channel;
    private final Signal signal;
    private final int what;
    private final Runnable callback;

    /** What the channel has to be ready for; 0 without a channel. */
    final int operation;

    // Only the dispatching thread uses these, and a del of the event; only a pending one is ready:
    private long lastFired;
    boolean isReady;

    // The base's lock, if it has one, must be held when using these:
    private boolean pending;
    private SelectionKey key;
    Event nextOnChannel;
    private int result;
    private long timeout;
    long deadline;
    long queuedDeadline;
    long order;
    private boolean queued;
    boolean isActive;
    int activeSince;

    private Event(
            EventBase base, SelectableChannel channel, Signal signal, int what, Runnable callback) {
        this.base = base;
        this.channel = channel;
        this.signal = signal;
        this.what = what;
        this.callback = Objects.requireNonNull(callback, "callback");
        this.operation = channel == null ? 0 : operation(channel, what);
        this.lastFired = base.now();
    }

    /**
     * An event for a channel: {@code event_new(base, fd, what, …)}.
     *
     * @param base the loop
     * @param channel a non-blocking channel
     * @param what READ or WRITE, with or without PERSIST; TIMEOUT has no effect, as in libevent
     * @param callback runs on the dispatching thread
     * @return an event that is not pending yet
     */
    public static Event channel(
            EventBase base, SelectableChannel channel, int what, Runnable callback) {
        Objects.requireNonNull(channel, "channel");
        boolean oneDirection = ((what & READ) != 0) != ((what & WRITE) != 0);
        if (!oneDirection || (what & ~(READ | WRITE | TIMEOUT | PERSIST)) != 0) {
            throw new IllegalArgumentException(
                    "either READ or WRITE, with or without PERSIST, not " + what);
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
        return timeout(base, 0, callback);
    }

    /**
     * A timer that may stay pending: {@code event_new(base, -1, flags, …)}.
     *
     * @param base the loop
     * @param flags PERSIST: it fires repeatedly, with its delay counted from the moment at which it
     *     was due and not from the callback; 0: once
     * @param callback runs on the dispatching thread
     * @return an event that is not pending yet
     */
    public static Event timeout(EventBase base, int flags, Runnable callback) {
        if ((flags & ~PERSIST) != 0) {
            throw new IllegalArgumentException("either PERSIST or 0, not " + flags);
        }
        return new Event(base, null, null, TIMEOUT | flags, callback);
    }

    /**
     * A signal event: {@code evsignal_new}, persistent.
     *
     * <p>Adding it installs a handler that only writes the signal's number to a pipe; the callback
     * runs in the loop, where it may do what any callback may. The last event of a signal that is
     * deleted puts the earlier action back, and so does freeing the base.
     *
     * @param base the loop
     * @param signal caught while this event is pending
     * @param callback runs on the dispatching thread
     * @return an event that is not pending yet
     */
    public static Event signal(EventBase base, Signal signal, Runnable callback) {
        Objects.requireNonNull(signal, "signal");
        return new Event(base, null, signal, SIGNAL | PERSIST, callback);
    }

    /**
     * Makes the event pending: {@code event_add}; again, it only sets a new timeout.
     *
     * @param after fires with TIMEOUT when nothing happens for so long, at once when it is zero or
     *     less; null for no timeout, or to leave that of a pending event as it is. A timer that is
     *     added with null waits for nothing, so it is not pending
     */
    public void add(Duration after) {
        base.enter();
        if (after == null && channel == null && signal == null) {
            return;
        }
        long nanos = nanos(after);
        base.lock();
        try {
            if (!pending) {
                arm(); // first, since it fails when no descriptor is left
                pending = true;
                timeout = NO_TIMEOUT;
                base.count(1);
            }
            Points.point(Op.WRITE, base);
            if (after != null) {
                if ((result & TIMEOUT) != 0) {
                    base.deactivate(this); // its old time is over, its new one is not
                }
                timeout = nanos;
                touch(base.now());
            }
        } finally {
            base.unlock();
        }
        base.notifyLoop();
    }

    /** Takes the timeout away and leaves the event pending: {@code event_remove_timer}. */
    public void removeTimer() {
        base.enter();
        base.lock();
        try {
            timeout = NO_TIMEOUT;
            unqueue();
            if (channel == null && signal == null) {
                remove();
            }
        } finally {
            base.unlock();
        }
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
     * @param reason what its {@link #result} will say, with what it says when it is active already
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
     * Whether the event waits or is active: {@code event_pending}.
     *
     * @return true after {@link #add} until it fires without PERSIST or is deleted, and while it is
     *     active
     */
    public boolean isPending() {
        return pending || isActive;
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

    private static int operation(SelectableChannel channel, int what) {
        return (what & WRITE) != 0
                ? SelectionKey.OP_WRITE
                : channel.validOps() & (SelectionKey.OP_READ | SelectionKey.OP_ACCEPT);
    }

    private static long nanos(Duration after) {
        if (after == null || after.isNegative()) {
            return 0;
        }
        return after.compareTo(LONGEST) > 0 ? LONGEST.toNanos() : after.toNanos();
    }

    /**
     * Restarts the timeout. The queue of timers is not touched when the deadline only moves away:
     * the timer is put back when it comes up.
     */
    private void touch(long start) {
        deadline = start + timeout;
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
    boolean isDue() {
        if (lastFired + timeout - deadline > 0) {
            deadline = lastFired + timeout;
        }
        queued = deadline != queuedDeadline;
        return !queued;
    }

    void fire() {
        boolean ended = (result & TIMEOUT) != 0 && pending && timeout == 0;
        if ((what & PERSIST) == 0 || ended) {
            base.lock();
            try {
                remove();
            } finally {
                base.unlock();
            }
        } else if ((result & TIMEOUT) != 0 && pending && timeout >= 0) {
            base.lock();
            try {
                // From the moment it was due, so that it does not drift, unless it is far behind.
                long now = base.now();
                touch(deadline + timeout - now < 0 ? now : deadline);
            } finally {
                base.unlock();
            }
        } else {
            // The timeout restarts, which the queue of timers learns when the old one expires.
            lastFired = base.roundTime();
            if (timeout >= 0 && !queued) {
                restart();
            }
        }
        callback.run();
    }

    /** The time was over when the channel was ready, so it is no longer queued. */
    private void restart() {
        base.lock();
        try {
            if (pending) {
                touch(lastFired);
            }
        } finally {
            base.unlock();
        }
    }

    /** The selector has found the channel ready. */
    void ready() {
        if (isActive) {
            active(what & (READ | WRITE)); // one callback says both
        } else if (!isReady) {
            isReady = true;
            base.ready(this);
        }
    }

    /** Fires in the round in which the channel was ready, unless it was deleted meanwhile. */
    void fireReady(boolean broken) {
        if (isReady) {
            isReady = false;
            if (!broken) {
                result = what & (READ | WRITE);
                fire();
            }
        }
    }

    /**
     * The time is over, which takes the place of an earlier reason, as in libevent 2.1. But what
     * has arrived at a channel counts: on a busy machine a client would lose its connection
     * otherwise. The base's lock, if it has one, must be held.
     */
    void timedOut() {
        if (!isReady) {
            base.deactivate(this);
            happened(TIMEOUT);
        }
    }

    /** The base's lock, if it has one, must be held. */
    void happened(int reason) {
        result = isActive ? result | reason : reason;
        base.activate(this);
    }

    private void remove() {
        if (pending) {
            pending = false;
            isReady = false;
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
                throw new UncheckedIOException(channel + " cannot be waited for", e);
            }
            ChannelEvents.add(this, key);
        } else if (signal != null) {
            base.signals().add(signal, this);
        }
    }

    private void disarm() {
        if (channel != null) {
            ChannelEvents.remove(this, key);
        } else if (signal != null) {
            base.signals().remove(signal, this);
        }
    }
}
