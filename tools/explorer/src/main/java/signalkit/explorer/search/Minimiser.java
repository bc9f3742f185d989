package signalkit.explorer.search;

import java.util.ArrayList;
import java.util.List;
import signalkit.explorer.Bounds;
import signalkit.explorer.Deviation;
import signalkit.explorer.Finding;
import signalkit.explorer.Result;
import signalkit.explorer.ScenarioCode;
import signalkit.explorer.Schedule;
import signalkit.explorer.run.RunOutcome;

/**
 * Leaves out of a failing schedule what its failure does not need, once that schedule has failed
 * again in classes that no run has used.
 *
 * <p>What is left is minimal one by one: without any of its choices the failure is another or none.
 */
public final class Minimiser {
    /** Longer schedules were drawn by chance. */
    private static final int LONG = 8;

    private final Playback replay;
    private final Finding finding;

    public Minimiser(Playback replay, Finding finding) {
        this.replay = replay;
        this.finding = finding;
    }

    /** The same result with the shortest schedule that still fails. */
    public static Result minimise(ScenarioCode code, Bounds bounds, Result result) {
        if (result.failure().isEmpty()) {
            return result;
        }
        Result.Failure failure = result.failure().get();
        Finding finding = failure.finding();
        if (RunFindings.isHopeless(finding)) {
            // It may take seconds each time.
            return result;
        }
        Schedule found = failure.schedule();
        Playback replay = new Playback(code, bounds);
        RunOutcome again = replay.probe(new Playback.Script(found));
        if (!shows(again, finding)) {
            return result.withFailure(
                    new Result.Failure(finding.insteadOf(again.failure()), found));
        }
        Schedule shortest = new Minimiser(replay, finding).shorten(found);
        boolean isShown =
                shortest.equals(found)
                        || shows(
                                new Playback(code, bounds).probe(new Playback.Script(shortest)),
                                finding);
        return result.withFailure(new Result.Failure(finding, isShown ? shortest : found));
    }

    /** Whether a run has come to the same finding, in whatever words. */
    private static boolean shows(RunOutcome outcome, Finding finding) {
        boolean fails = outcome.failure() != null && outcome.failure().kind() == finding.kind();
        return fails || outcome.warnings().stream().anyMatch(each -> each.kind() == finding.kind());
    }

    public Schedule shorten(Schedule schedule) {
        Schedule shortest = schedule;
        int large = schedule.length() > LONG ? schedule.length() / 2 : 1;
        for (int part = large; part > 1; part /= 2) {
            for (int i = shortest.length() - part; i >= 0; i -= part) {
                shortest = without(i, part, shortest);
                i = Math.min(i, shortest.length());
            }
        }
        for (int i = shortest.length() - 1; i >= 0; i--) {
            Schedule shorter = without(i, 1, shortest);
            if (shorter.length() < shortest.length()) {
                shortest = shorter;
                i = shortest.length();
            }
        }
        return shortest;
    }

    /** What is made of a schedule without some of its choices; itself when that does not fail. */
    private Schedule without(int index, int count, Schedule schedule) {
        List<Deviation> fewer = new ArrayList<>(schedule.deviations());
        fewer.subList(index, index + count).clear();
        RunOutcome outcome = replay.probe(new Playback.Script(new Schedule(fewer)));
        boolean fails = finding.equals(outcome.failure()) || outcome.warnings().contains(finding);
        return fails ? new Schedule(outcome.deviations()) : schedule;
    }
}
