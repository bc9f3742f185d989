package signalkit.explorer.run;

/** Ends a thread of a run that is over; scenarios must let it pass. */
final class Unwind extends Error {
    static final Unwind INSTANCE = new Unwind();

    private static final long serialVersionUID = 1L;

    private Unwind() {
        super("the run is over", null, false, false);
    }
}
