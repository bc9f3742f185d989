package signalkit.explorer.memory;

import java.util.Arrays;

/** A write to a location, or the value that it had before the first one. */
public final class Store {
    /** The value; known once the write is done. */
    public Object value;

    /** For fingerprints: the hash of the write. */
    public final long hash;

    /** Who wrote it; null for the first value. */
    final TrackedAccess by;

    /** What a thread that acquires it has behind it; null when it releases nothing. */
    final VectorClock released;

    /** Whether an update has read it, so that nothing can come between the two. */
    boolean isClaimed;

    /** Whether all writes that come before it in the coherence order happen before it. */
    boolean isAfterAll;

    /** Where it is in the coherence order. */
    int place;

    /** When each thread first saw it; 0 when it did not. */
    private int[] seen = {};

    Store(Object value, long hash, TrackedAccess by, VectorClock released) {
        this.value = value;
        this.hash = hash;
        this.by = by;
        this.released = released;
    }

    void see(int thread, int time) {
        if (thread >= seen.length) {
            seen = Arrays.copyOf(seen, thread + 1);
        }
        if (seen[thread] == 0) {
            seen[thread] = time;
        }
    }

    boolean happensBefore(VectorClock later) {
        return by == null || by.happensBefore(later);
    }

    /** Whether it was written, or seen by a coherent read, before something else. */
    boolean isKnown(VectorClock later) {
        if (happensBefore(later)) {
            return true;
        }
        for (int i = 0; i < seen.length; i++) {
            if (seen[i] != 0 && seen[i] <= later.of(i)) {
                return true;
            }
        }
        return false;
    }

    boolean isVolatile() {
        return by != null && by.access().isVolatile();
    }
}
