package signalkit.lab.fault;

/**
 * How a server met a fault.
 *
 * @param promise whether it did as {@code echo-safe} promises
 * @param text what was seen, in a few words
 */
public record FaultOutcome(Promise promise, String text) {
    /** What a outcome says of a promise. */
    public enum Promise {
        /** It was kept. */
        KEPT,
        /** It was broken. */
        BROKEN,
        /** This system cannot make the fault happen, so nothing was seen of it. */
        UNTRIED
    }

    static FaultOutcome kept(String text) {
        return new FaultOutcome(Promise.KEPT, text);
    }

    static FaultOutcome broken(String text) {
        return new FaultOutcome(Promise.BROKEN, text);
    }

    static FaultOutcome untried(String reason) {
        return new FaultOutcome(Promise.UNTRIED, reason);
    }

    /**
     * Whether the promise was seen to be kept.
     *
     * @return false also for what was not tried
     */
    public boolean isKept() {
        return promise == Promise.KEPT;
    }

    /**
     * Whether the promise was seen to be broken.
     *
     * @return false also for what was not tried
     */
    public boolean isBroken() {
        return promise == Promise.BROKEN;
    }

    /** The same outcome when a further condition holds, else what broke it. */
    FaultOutcome and(boolean holds, String otherwise) {
        if (holds) {
            return this;
        }
        return broken(isKept() ? otherwise : otherwise + "; " + text);
    }

    /** The same outcome when another one is kept, too, else the other one. */
    FaultOutcome and(FaultOutcome other) {
        return other.isKept() ? this : other;
    }
}
