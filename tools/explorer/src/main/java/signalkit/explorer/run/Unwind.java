package signalkit.explorer.run;

import signalkit.explorer.jdk.EndOfRun;

/** Ends a thread of a run that is over; scenarios must let it pass. */
final class Unwind extends Error implements EndOfRun {
    static final Unwind INSTANCE = new Unwind();

    private static final long serialVersionUID = 1L;

    private Unwind() {
        super("the run is over", null, false, false);
    }
}
