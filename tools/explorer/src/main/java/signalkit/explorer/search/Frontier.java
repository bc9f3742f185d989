package signalkit.explorer.search;

import java.util.ArrayDeque;
import java.util.Deque;

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
    record Branch(byte[] choices, long from, long next) {}

    private final int levels;

    // this must be locked when using these:
    private Deque<Branch> now = new ArrayDeque<>();
    private Deque<Branch> next = new ArrayDeque<>();
    private int level;
    private int busy;
    private boolean stopped;

    Frontier(int levels) {
        this.levels = levels;
        now.push(new Branch(new byte[0], Reduction.UNKNOWN, Reduction.UNKNOWN));
    }

    synchronized void push(Branch branch, int cost) {
        if (cost == 0) {
            now.push(branch);
            notifyAll();
        } else if (level < levels) {
            next.push(branch);
        }
    }

    /** The next run; waits while others may still find some; null when all of a level is done. */
    synchronized Branch take() throws InterruptedException {
        while (now.isEmpty() && busy > 0 && !stopped) {
            wait();
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

    /** Goes on to one preemption more; false when there is nothing to do then. */
    synchronized boolean advance() {
        level++;
        now = next;
        next = new ArrayDeque<>();
        return !now.isEmpty() && !stopped;
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
