package signalkit.explorer.model;

/**
 * The time of a run, in nanoseconds since its beginning: it passes only when a wait runs out of it.
 */
public final class VirtualClock {
    private long now;

    /** Never less than before. */
    public long now() {
        return now;
    }

    /** Passes up to a moment, unless that is over. */
    public void advanceTo(long moment) {
        now = Math.max(now, moment);
    }
}
