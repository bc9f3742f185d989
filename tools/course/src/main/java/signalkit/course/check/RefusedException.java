package signalkit.course.check;

/** A submission does what could evade its check, or is not made of plain files. */
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String cause;
    private final String hint;

    private RefusedException(String message, String cause, String hint) {
        super(message);
        this.cause = cause;
        this.hint = hint;
    }

    /** A use that no line of the list allows. */
    static RefusedException of(String place, String use) {
        return new RefusedException(
                place + " " + use,
                "refused",
                "Your code "
                        + use
                        + ". Use the classes that the lesson lists, java.util,"
                        + " java.util.concurrent, java.time and signalkit.posix. What reaches files, processes, other classes by"
                        + " name, or the check itself is refused.");
    }

    /** An annotation that the rules for handlers believe; it is for those who wrote the kit. */
    static RefusedException ofTrust(String place) {
        return new RefusedException(
                place + " says of itself that it is @AsyncSignalSafe",
                "trust",
                "Take the annotation out: the rules look at what a handler reaches.");
    }

    /**
     * A file that is not read.
     *
     * @param file its name
     * @param why a verb and an object
     * @return what to throw
     */
    public static RefusedException ofFile(String file, String why) {
        return new RefusedException(
                file + " " + why,
                "file",
                "Hand in plain files with the names of the exercise, as large as a person writes.");
    }

    /** A program that takes more than it may. */
    static RefusedException ofProgram(String cause, String what) {
        return new RefusedException(
                "the program " + what, cause, "What of yours does that in a loop?");
    }

    /**
     * What this failure makes of a check.
     *
     * @return a result that has not passed
     */
    public CheckResult result() {
        return CheckResult.fail(cause, getMessage() + ", which a submission may not")
                .expected("what the lesson lists", getMessage())
                .hinted(hint);
    }
}
