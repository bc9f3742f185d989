package signalkit.course.check;

/** What stops a command, for the person who typed it: names the input and the remedy. */
public final class LessonException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * A message of one line.
     *
     * @param message what is wrong, and what to do
     */
    public LessonException(String message) {
        super(message);
    }

    /**
     * A message of one line, with the reason for the log.
     *
     * @param message what is wrong, and what to do
     * @param cause why
     */
    public LessonException(String message, Throwable cause) {
        super(message, cause);
    }
}
