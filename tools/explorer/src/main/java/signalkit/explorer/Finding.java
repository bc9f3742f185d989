package signalkit.explorer;

/**
 * Something wrong that a run has shown.
 *
 * @param kind what
 * @param text who and where, in one sentence
 */
public record Finding(FindingKind kind, String text) {
    @Override
    public String toString() {
        return kind.label() + ": " + text;
    }
}
