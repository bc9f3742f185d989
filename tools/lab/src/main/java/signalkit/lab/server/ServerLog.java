package signalkit.lab.server;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one server has printed: its last {@value #KEPT} lines, and the last transition of each kind.
 *
 * <p>Thread-safe: one thread adds, any number reads and waits.
 */
public final class ServerLog {
    static final int KEPT = 10_000;

    // this must be locked when using these:
    private final ArrayDeque<String> lines = new ArrayDeque<>();
    private final Map<String, Transition> last = new HashMap<>();
    private long dropped;
    private boolean ended;
    private boolean held;

    /**
     * Lines from some position on.
     *
     * @param lines in their order
     * @param next the position to ask for the next time
     * @param ended whether no further line will come
     */
    public record Batch(List<String> lines, long next, boolean ended) {}

    /**
     * Takes no line, so that the server's pipe fills, or goes on.
     *
     * @param on whether to stop
     */
    public synchronized void hold(boolean on) {
        held = on;
        notifyAll();
    }

    /**
     * Adds a line; waits while the log is held.
     *
     * @param line what the server has printed
     */
    public synchronized void add(String line) {
        while (held) {
            try {
                wait();
            } catch (InterruptedException e) {
                held = false; // Nobody interrupts the reader of a log.
            }
        }
        if (lines.size() == KEPT) {
            lines.removeFirst();
            dropped++;
        }
        lines.add(line);
        Transition.parse(line).ifPresent(each -> last.put(each.event(), each));
        notifyAll();
    }

    synchronized void close() {
        ended = true;
        notifyAll();
    }

    /**
     * All lines that are kept.
     *
     * @return a copy, the oldest first
     */
    public synchronized List<String> lines() {
        return new ArrayList<>(lines);
    }

    /**
     * The position behind all lines so far.
     *
     * @return what {@link #follow} takes to wait for news
     */
    public synchronized long end() {
        return dropped + lines.size();
    }

    /**
     * The last transition of one kind.
     *
     * @param event its name
     * @return empty when it was not logged yet
     */
    public synchronized Optional<Transition> last(String event) {
        return Optional.ofNullable(last.get(event));
    }

    /**
     * The lines from a position on; waits for one when there is none yet.
     *
     * @param position 0, or {@link Batch#next} of the last answer
     * @return at least one line, or none when the server has closed its output
     * @throws InterruptedException when the wait is interrupted
     */
    public synchronized Batch follow(long position) throws InterruptedException {
        while (dropped + lines.size() <= position && !ended) {
            wait();
        }
        return from(position);
    }

    /**
     * As {@link #follow(long)}, for a time.
     *
     * @param position 0 for the first line, else where the batch before ended
     * @param patience how long at most; a batch without lines follows it
     * @return what there is
     * @throws InterruptedException when the wait is interrupted
     */
    public synchronized Batch follow(long position, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        long left = patience.toNanos();
        while (dropped + lines.size() <= position && !ended && left > 0) {
            wait(left / 1_000_000 + 1);
            left = deadline - System.nanoTime();
        }
        return from(position);
    }

    /** this must be locked. */
    private Batch from(long position) {
        long skip = Math.max(0, position - dropped);
        List<String> news = lines.stream().skip(skip).toList();
        return new Batch(news, dropped + lines.size(), ended);
    }

    /**
     * Waits until a transition is logged or the server has closed its output.
     *
     * @param event the transition's name
     * @param patience how long to wait at most
     * @return the transition, or empty when it did not come
     * @throws InterruptedException when the wait is interrupted
     */
    public synchronized Optional<Transition> await(String event, Duration patience)
            throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!last.containsKey(event) && !ended) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                break;
            }
            // Rounded up, or the last fraction of a millisecond would be a busy wait.
            wait(left / 1_000_000 + 1);
        }
        return last(event);
    }

    /**
     * Waits until a line contains a text or the server has closed its output.
     *
     * @param text a part of the line
     * @param patience how long to wait at most
     * @return the first such line, or empty when it did not come
     * @throws InterruptedException when the wait is interrupted
     */
    public synchronized Optional<String> awaitLine(String text, Duration patience)
            throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            Optional<String> found = lines.stream().filter(line -> line.contains(text)).findFirst();
            long left = deadline - System.nanoTime();
            if (found.isPresent() || ended || left <= 0) {
                return found;
            }
            wait(left / 1_000_000 + 1);
        }
    }
}
