package signalkit.shell.fault;

/**
 * How a server met a fault.
 *
 * @param outcome whether it did as {@code echo-safe} promises
 * @param text what was seen, in a few words
 */
public record Finding(Outcome outcome, String text) {
    /** What a finding says of a promise. */
    public enum Outcome {
        /** It was kept. */
        KEPT,
        /** It was broken. */
        BROKEN,
        /** This system cannot make the fault happen, so nothing was seen of it. */
        UNTRIED
    }

    static Finding kept(String text) {
        return new Finding(Outcome.KEPT, text);
    }

    static Finding broken(String text) {
        return new Finding(Outcome.BROKEN, text);
    }

    static Finding untried(String reason) {
        return new Finding(Outcome.UNTRIED, reason);
    }

    /**
     * Whether the promise was seen to be kept.
     *
     * @return false also for what was not tried
     */
    public boolean isKept() {
        return outcome == Outcome.KEPT;
    }

    /**
     * Whether the promise was seen to be broken.
     *
     * @return false also for what was not tried
     */
    public boolean isBroken() {
        return outcome == Outcome.BROKEN;
    }

    /** The same finding when a further condition holds, else what broke it. */
    Finding and(boolean holds, String otherwise) {
        if (holds) {
            return this;
        }
        return broken(isKept() ? otherwise : otherwise + "; " + text);
    }

    /** The same finding when another one is kept, too, else the other one. */
    Finding and(Finding other) {
        return other.isKept() ? this : other;
    }
}
