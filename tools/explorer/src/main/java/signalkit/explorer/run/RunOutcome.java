package signalkit.explorer.run;

import java.util.List;
import signalkit.explorer.Deviation;
import signalkit.explorer.Finding;
import signalkit.explorer.FindingKind;

/**
 * How a run ended.
 *
 * @param end what ended it
 * @param failure the finding when it failed, else null
 * @param warnings findings that did not end it
 * @param deviations where it did something else than go on as if nothing happened
 * @param steps how many visible steps it took
 * @param summary the last values of what the scenario shows, for comparing sets of outcomes; of a
 *     run that was cut, who was where then
 * @param allowsRaces whether the scenario lets data races be
 * @param trace the same for runs that differ only in the order of independent steps
 */
public record RunOutcome(
        End end,
        Finding failure,
        List<Finding> warnings,
        List<Deviation> deviations,
        int steps,
        String summary,
        boolean allowsRaces,
        long trace) {
    /** What becomes of an outcome when the run did not come to what its choices came to before. */
    public RunOutcome strayed(String place) {
        String text =
                "the same choices led elsewhere than before, to "
                        + place
                        + "; a scenario must do the same each time: no clock, no random number, no"
                        + " hash code of an object, nothing kept in a static field";
        Finding finding = new Finding(FindingKind.NOT_REPEATABLE, text);
        return new RunOutcome(
                End.FAILED, finding, warnings, deviations, steps, summary, allowsRaces, trace);
    }

    /** What ends a run. */
    public enum End {
        /** All threads have ended and every invariant holds. */
        COMPLETE,
        /** A state was reached that an earlier run has gone on from. */
        PRUNED,
        /** It was longer than the bound. */
        CUT,
        /** Something is wrong. */
        FAILED
    }
}
