package signalkit.explorer;

import java.util.List;

/**
 * How a run ended.
 *
 * @param end what ended it
 * @param failure the finding when it failed, else null
 * @param warnings findings that did not end it
 * @param deviations where it did something else than go on as if nothing happened
 * @param steps how many visible steps it took
 * @param summary the last values of what the scenario shows, for comparing sets of outcomes
 * @param trace the same for runs that differ only in the order of independent steps
 */
record Outcome(
        End end,
        Finding failure,
        List<Finding> warnings,
        List<Deviation> deviations,
        int steps,
        String summary,
        long trace) {
    /** What ends a run. */
    enum End {
        /** All threads have ended and every claim holds. */
        COMPLETE,
        /** A state was reached that an earlier run has gone on from. */
        PRUNED,
        /** Something is wrong. */
        FAILED
    }
}
