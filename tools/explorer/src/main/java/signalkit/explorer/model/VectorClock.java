package signalkit.explorer.model;

import java.util.Arrays;

/** A vector clock: how much of each thread's past an operation has behind it. Not thread-safe. */
public final class VectorClock {
    private int[] times;

    VectorClock() {
        this(new int[4]);
    }

    private VectorClock(int[] times) {
        this.times = times;
    }

    VectorClock copy() {
        return new VectorClock(times.clone());
    }

    public int of(int task) {
        return task < times.length ? times[task] : 0;
    }

    void tick(int task) {
        grow(task + 1);
        times[task]++;
    }

    public void join(VectorClock other) {
        grow(other.times.length);
        for (int i = 0; i < other.times.length; i++) {
            times[i] = Math.max(times[i], other.times[i]);
        }
    }

    private void grow(int length) {
        if (times.length < length) {
            times = Arrays.copyOf(times, length);
        }
    }
}
