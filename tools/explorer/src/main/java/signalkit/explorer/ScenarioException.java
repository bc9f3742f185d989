package signalkit.explorer;

/** A class that is no scenario; the message is for people. */
public final class ScenarioException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Says why.
     *
     * @param message for people, with the remedy
     */
    public ScenarioException(String message) {
        super(message);
    }
}
