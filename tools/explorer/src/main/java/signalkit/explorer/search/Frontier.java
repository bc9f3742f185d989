package signalkit.explorer.search;

import java.util.ArrayDeque;
import java.util.Deque;
import signalkit.explorer.Shard;
import signalkit.explorer.model.Hash;

/**
 * The runs that are still to do. Thread-safe.
 *
 * <p>Those with fewer preemptions come first: a level is done before the next one begins.
 */
final class Frontier {
    /**
     * A run that is still to do.
     *
     * @param choices its first ones; after them everything goes on
     * @param from the state in which the last of them is made
     * @param next the state that it comes to then, see {@link Reduction#next}
     */
    record Branch(byte[] choices, long from, long next) {
        /** The same whichever run has found it first; most that come to one state share it. */
        long identity() {
            return next != Reduction.UNKNOWN || choices.length == 0
                    ? next
                    : Hash.mix(from, choices[choices.length - 1]);
        }
    }

    /** So many runs of levels beyond the last one are kept; they take some 200 bytes each. */
    private static final int ROOM = 1_000_000;

    private final int levels;
    private final boolean keepsMore;

    // this must be locked when using these:
    private Deque<Branch> now = new ArrayDeque<>();
    private Deque<Branch> next = new ArrayDeque<>();
    private int level;
    private int busy;
    private boolean stopped;
    private boolean hasDropped;

    /** Only the first run; those of more levels are kept, while there is room, when told to. */
    Frontier(int levels, boolean keepsMore) {
        this.levels = levels;
        this.keepsMore = keepsMore;
        now.push(new Branch(new byte[0], Reduction.UNKNOWN, Reduction.UNKNOWN));
    }

    synchronized void push(Branch branch, int cost) {
        if (cost == 0) {
            now.push(branch);
            notifyAll();
        } else if (level < levels || keepsMore && next.size() < ROOM) {
            next.push(branch);
        } else {
            hasDropped = true;
        }
    }

    /** The next run; waits while others may still find some; null when all of a level is done. */
    synchronized Branch take() {
        while (now.isEmpty() && busy > 0 && !stopped) {
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return null;
            }
        }
        if (stopped || now.isEmpty()) {
            return null;
        }
        busy++;
        return now.pop();
    }

    synchronized void done() {
        busy--;
        if (busy == 0) {
            notifyAll();
        }
    }

    /** Whether another level can begin; it would not be complete when something was dropped. */
    synchronized boolean hasNext() {
        return !next.isEmpty() && !hasDropped;
    }

    /** Whether all levels are done. */
    synchronized boolean isDone() {
        return now.isEmpty() && next.isEmpty() && !hasDropped && !stopped;
    }

    /** Goes on to one preemption more; of the last level, to the runs of one part only. */
    synchronized void advance(Shard shard) {
        level++;
        now = next;
        next = new ArrayDeque<>();
        if (level == levels) {
            now.removeIf(branch -> !shard.has(branch.identity()));
        }
    }

    synchronized void stop() {
        stopped = true;
        notifyAll();
    }

    synchronized int level() {
        return level;
    }

    synchronized long waiting() {
        return now.size();
    }
}
