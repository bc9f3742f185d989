package signalkit.course.check;

/** An exercise calls something that could evade its check. */
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RefusedException(String caller, String call) {
        super(caller + " calls " + call);
    }
}
