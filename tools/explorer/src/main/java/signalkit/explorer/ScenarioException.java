package signalkit.explorer;

/** A class that is no scenario; the message is for people. */
public final class ScenarioException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ScenarioException(String message) {
        super(message);
    }
}
