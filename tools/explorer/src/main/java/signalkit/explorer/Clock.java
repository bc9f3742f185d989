package signalkit.explorer;

import java.util.Arrays;

/** A vector clock: how much of each thread's past an event has behind it. Not thread-safe. */
final class Clock {
    private int[] times;

    Clock() {
        this(new int[4]);
    }

    private Clock(int[] times) {
        this.times = times;
    }

    Clock copy() {
        return new Clock(times.clone());
    }

    int of(int task) {
        return task < times.length ? times[task] : 0;
    }

    void tick(int task) {
        grow(task + 1);
        times[task]++;
    }

    void join(Clock other) {
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
