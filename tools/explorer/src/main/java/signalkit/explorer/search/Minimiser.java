package signalkit.explorer.search;

import java.time.Duration;
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
 * That is so unless the time for it was over before.
 */
public final class Minimiser {
    /** Longer schedules were drawn by chance. */
    private static final int LONG = 8;

    /** Which part of the time that the search had is for this. */
    private static final int SHARE = 4;

    private final Playback replay;
    private final Finding finding;
    private final long deadline;
    private boolean isCut;

    /** Begins now, and ends when {@code time} is over. */
    public Minimiser(Playback replay, Finding finding, Duration time) {
        this.replay = replay;
        this.finding = finding;
        this.deadline = System.nanoTime() + time.toNanos();
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
        Minimiser minimiser = new Minimiser(replay, finding, bounds.time().dividedBy(SHARE));
        Schedule shortest = minimiser.shorten(found);
        boolean isShown =
                shortest.equals(found)
                        || shows(
                                new Playback(code, bounds).probe(new Playback.Script(shortest)),
                                finding);
        return result.withFailure(
                new Result.Failure(finding, isShown ? shortest : found, minimiser.isCut()));
    }

    /** Whether a run has come to the same finding, in whatever words. */
    private static boolean shows(RunOutcome outcome, Finding finding) {
        boolean fails = outcome.failure() != null && outcome.failure().kind() == finding.kind();
        return fails || outcome.warnings().stream().anyMatch(each -> each.kind() == finding.kind());
    }

    /** A schedule that fails in the same way, as short as there was time for. */
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

    /** Whether the time was over before all had been tried. */
    public boolean isCut() {
        return isCut;
    }

    /** What is made of a schedule without some of its choices; itself when that does not fail. */
    private Schedule without(int index, int count, Schedule schedule) {
        isCut |= System.nanoTime() > deadline;
        if (isCut) {
            return schedule;
        }
        List<Deviation> fewer = new ArrayList<>(schedule.deviations());
        fewer.subList(index, index + count).clear();
        RunOutcome outcome = replay.probe(new Playback.Script(new Schedule(fewer)));
        boolean fails = finding.equals(outcome.failure()) || outcome.warnings().contains(finding);
        return fails ? new Schedule(outcome.deviations()) : schedule;
    }
}
