package signalkit.weaver;

/** A class, or a request, that the weaver refuses: one clear line with the remedy. */
public final class WeaveException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * A refusal.
     *
     * @param message names what cannot be woven
     */
    public WeaveException(String message) {
        super(message);
    }

    /**
     * A refusal for a reason that has its own exception.
     *
     * @param message names what cannot be woven
     * @param cause why
     */
    public WeaveException(String message, Throwable cause) {
        super(message, cause);
    }
}
