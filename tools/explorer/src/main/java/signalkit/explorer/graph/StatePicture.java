package signalkit.explorer.graph;

import java.util.List;
import java.util.Map;

/**
 * What can be seen of a run that stands still. Immutable; two that look the same are equal.
 *
 * @param at the number of the thread that is at a point; -1 when the run is over
 * @param threads by number
 * @param locks in the order in which they were made
 * @param values what the scenario shows, or else its fields
 * @param pending the signals that are pending for the process
 * @param toCome the signals that have not arrived yet
 */
public record StatePicture(
        int at,
        List<ThreadView> threads,
        List<LockView> locks,
        Map<String, String> values,
        List<String> pending,
        List<String> toCome) {
    /** Whether a thread can go on. */
    public enum Status {
        /** It has not begun. */
        NEW,
        /** It can go on. */
        READY,
        /** It waits for another thread or for a signal. */
        WAITS,
        /** It is over. */
        ENDED
    }

    /**
     * A thread.
     *
     * @param name its name
     * @param status whether it can go on
     * @param waitsFor what it waits for; empty when it can go on
     * @param next what it does next; empty when that is not known
     * @param blocks its own code first, then the handlers on top of it
     * @param blocked its signal mask
     * @param pending the signals that are pending for it alone
     */
    public record ThreadView(
            String name,
            Status status,
            String waitsFor,
            String next,
            List<Block> blocks,
            List<String> blocked,
            List<String> pending) {}

    /**
     * Frames that run in one context.
     *
     * @param signal whose handler this is; empty for the thread's own code
     * @param frames the innermost first
     */
    public record Block(String signal, List<Frame> frames) {}

    /**
     * A call that has not returned.
     *
     * @param method with the simple name of its class
     * @param file the name of its source file
     * @param line where it is
     */
    public record Frame(String method, String file, int line) {}

    /**
     * A lock.
     *
     * @param name its name
     * @param kind mutex, cond or monitor
     * @param owner the number of the thread that holds it; -1 when it is free
     * @param waiters the numbers of the threads that wait for it
     */
    public record LockView(String name, String kind, int owner, List<Integer> waiters) {}
}
