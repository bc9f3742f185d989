package signalkit.explorer.memory;

import java.util.Arrays;

/**
 * A vector clock: how much of each thread's past happens before an operation. Not thread-safe.
 *
 * <p>It also knows how much has led to the operation through reads that order nothing. That is a
 * second array, which is there only when such a read was.
 */
public final class VectorClock {
    private int[] times;

    /** What led here; null while that is the same as {@link #times}. */
    private int[] causes;

    public VectorClock() {
        this(new int[4], null);
    }

    private VectorClock(int[] times, int[] causes) {
        this.times = times;
        this.causes = causes;
    }

    public VectorClock copy() {
        return new VectorClock(times.clone(), causes == null ? null : causes.clone());
    }

    /** How many operations of a thread happen before. */
    public int of(int task) {
        return task < times.length ? times[task] : 0;
    }

    /** How many operations of a thread have led here, by whatever it read. */
    public int causesOf(int task) {
        int[] all = causes == null ? times : causes;
        return task < all.length ? all[task] : 0;
    }

    public void tick(int task) {
        times = grown(times, task + 1);
        times[task]++;
        if (causes != null) {
            causes = grown(causes, task + 1);
            causes[task] = Math.max(causes[task], times[task]);
        }
    }

    public void join(VectorClock other) {
        if (causes != null || other.causes != null) {
            joinCauses(other);
        }
        times = joined(times, other.times);
    }

    /** What led to another operation has led here, and need not happen before. */
    public void joinCauses(VectorClock other) {
        int[] own = causes == null ? times.clone() : causes;
        causes = joined(own, other.causes == null ? other.times : other.causes);
    }

    private static int[] joined(int[] own, int[] other) {
        int[] all = grown(own, other.length);
        for (int i = 0; i < other.length; i++) {
            all[i] = Math.max(all[i], other[i]);
        }
        return all;
    }

    private static int[] grown(int[] array, int length) {
        return array.length < length ? Arrays.copyOf(array, length) : array;
    }
}
