package signalkit.lessons.check;

/** The files of an exercise do not compile; the message is the compiler's. */
public final class CompileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CompileException(String message) {
        super(message);
    }
}
