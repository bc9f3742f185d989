package signalkit.event;

import java.util.TreeSet;

/**
 * The timers of a base, the first to come up first; those of one moment in the order of adding.
 *
 * <p>The base's lock, if it has one, must be held to call any method but {@link #isEmpty} and
 * {@link #untilFirst}. The dispatching thread asks these two in each round, to see whether it has
 * to lock. A timer that another thread adds afterwards wakes the loop.
 */
final class TimerQueue {
    private static final long NONE = Long.MAX_VALUE;

    // A tree, and not a heap: most timers are removed before they come up.
    private final TreeSet<Event> events = new TreeSet<>(Event::compareDeadlines);
    private long sequence;
    private volatile long firstDeadline = NONE;

    /** The event's queued deadline must not change until it has left. */
    void add(Event event) {
        event.order = sequence++;
        events.add(event);
        noteFirst();
    }

    void remove(Event event) {
        events.remove(event);
        noteFirst();
    }

    /**
     * Takes out what is due; a timer whose deadline has moved comes in the order of the new one.
     */
    void take(long now) {
        while (!events.isEmpty() && events.first().queuedDeadline - now <= 0) {
            Event first = events.pollFirst();
            if (first.isDue()) {
                first.timedOut();
            } else {
                first.queuedDeadline = first.deadline;
                add(first);
            }
        }
        noteFirst();
    }

    void clear() {
        events.clear();
        noteFirst();
    }

    boolean isEmpty() {
        return firstDeadline == NONE;
    }

    /** Nanoseconds until the first timer comes up, 0 when it has; there must be one. */
    long untilFirst(long now) {
        return Math.max(0, firstDeadline - now);
    }

    private void noteFirst() {
        long first = events.isEmpty() ? NONE : events.first().queuedDeadline;
        if (first != firstDeadline) {
            firstDeadline = first;
        }
    }
}
