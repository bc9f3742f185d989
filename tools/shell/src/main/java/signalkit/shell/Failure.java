package signalkit.shell;

/** A command cannot do what it was asked: one clear line with the remedy, no stack trace. */
final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The status of a command whose input was wrong. */
    static final int USAGE = 2;

    /** The status of a command that was right and did not succeed. */
    static final int FAILED = 1;

    private final int status;

    private Failure(int status, String message) {
        super(message);
        this.status = status;
    }

    static Failure usage(String message) {
        return new Failure(USAGE, message);
    }

    static Failure failed(String message) {
        return new Failure(FAILED, message);
    }

    int status() {
        return status;
    }
}
