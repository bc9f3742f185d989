package signalkit.explorer;

/**
 * Something wrong that a run has shown.
 *
 * @param kind what
 * @param text who and where, in one sentence
 */
public record Finding(FindingKind kind, String text) {
    /**
     * Says that the same choices did not lead to the same.
     *
     * @param what happened, as the beginning of a sentence
     * @return of the kind {@link FindingKind#NOT_REPEATABLE}
     */
    public static Finding notRepeatable(String what) {
        return new Finding(
                FindingKind.NOT_REPEATABLE,
                what
                        + "; a scenario must do the same each time: no clock, no random number, no"
                        + " hash code of an object, nothing kept in a static field");
    }

    /**
     * Says that a run of the same choices ended in another way.
     *
     * @param now the finding that it ended with; null for none
     * @return of the kind {@link FindingKind#NOT_REPEATABLE}
     */
    public Finding insteadOf(Finding now) {
        return notRepeatable(
                "a run failed with \""
                        + this
                        + "\", and the same choices again gave "
                        + (now == null ? "no failure" : "\"" + now + "\""));
    }

    @Override
    public String toString() {
        return kind.label() + ": " + text;
    }
}
