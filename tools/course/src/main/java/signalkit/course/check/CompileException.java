package signalkit.course.check;

/** The files of an exercise do not compile; the message is the compiler's. */
public final class CompileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * A message of one or more lines.
     *
     * @param message as the compiler says it
     */
    public CompileException(String message) {
        super(message);
    }
}
