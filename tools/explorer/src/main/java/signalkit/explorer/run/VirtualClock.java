package signalkit.explorer.run;

/**
 * The time of a run, in nanoseconds since its beginning: it passes only when a wait runs out of it.
 */
final class VirtualClock {
    private long now;

    long now() {
        return now;
    }

    /** Passes up to a moment, unless that is over. */
    void advanceTo(long moment) {
        now = Math.max(now, moment);
    }
}
