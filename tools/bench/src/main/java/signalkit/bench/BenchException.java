package signalkit.bench;

/** A server or a command line that cannot be measured; the message is meant for people. */
final class BenchException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BenchException(String message) {
        super(message);
    }
}
