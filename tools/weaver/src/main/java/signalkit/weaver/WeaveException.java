package signalkit.weaver;

/** A class, or a request, that the weaver refuses: one clear line with the remedy. */
public final class WeaveException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WeaveException(String message) {
        super(message);
    }

    WeaveException(String message, Throwable cause) {
        super(message, cause);
    }
}
