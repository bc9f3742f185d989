package signalkit.explorer.run;

import java.util.List;
import signalkit.explorer.Deviation;
import signalkit.explorer.Finding;

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
        return unrepeatable("the same choices led elsewhere than before, to " + place);
    }

    /** What becomes of the outcome of a first run when the same choices lead to another later. */
    public RunOutcome unlike(RunOutcome later) {
        return unrepeatable(
                "the first run had " + of(this) + ", and the same run later had " + of(later));
    }

    private static String of(RunOutcome outcome) {
        return outcome.steps + " steps and ended with " + outcome.ending();
    }

    private RunOutcome unrepeatable(String text) {
        return new RunOutcome(
                End.FAILED,
                Finding.notRepeatable(text),
                warnings,
                deviations,
                steps,
                summary,
                allowsRaces,
                trace);
    }

    /** Whether another run of the same choices did the same, as far as anybody can tell. */
    public boolean isLike(RunOutcome other) {
        return end == other.end
                && steps == other.steps
                && trace == other.trace
                && summary.equals(other.summary)
                && ending().equals(other.ending())
                && warnings.equals(other.warnings);
    }

    private String ending() {
        return failure == null ? "no failure" : "\"" + failure + "\"";
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
