package signalkit.shell.fault;

/**
 * How a server met a fault.
 *
 * @param kept whether it did as {@code echo-safe} promises
 * @param text what was seen, in a few words
 */
public record Finding(boolean kept, String text) {
    static Finding kept(String text) {
        return new Finding(true, text);
    }

    static Finding broken(String text) {
        return new Finding(false, text);
    }

    /** The same finding when a further condition holds, else what broke it. */
    Finding and(boolean holds, String otherwise) {
        if (holds) {
            return this;
        }
        return broken(kept ? otherwise : otherwise + "; " + text);
    }
}
