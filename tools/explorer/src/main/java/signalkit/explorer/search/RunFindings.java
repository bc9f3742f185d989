package signalkit.explorer.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import signalkit.explorer.Finding;
import signalkit.explorer.FindingKind;
import signalkit.explorer.Result;
import signalkit.explorer.Schedule;
import signalkit.explorer.run.RunOutcome;

/** What the runs of a search have shown. Thread-safe. */
public final class RunFindings {
    /** After these no other run tells more, and each may take seconds. */
    private static final Set<FindingKind> HOPELESS =
            EnumSet.of(FindingKind.REFUSED, FindingKind.NOT_REPEATABLE);

    /** To see each run of a level that ends so would take too long; one worker sees the same. */
    private static final Set<FindingKind> ENDLESS =
            EnumSet.of(FindingKind.LIVELOCK, FindingKind.STARVATION);

    private final Set<FindingKind> failures;

    // this must be locked when using these:
    private final List<RunOutcome> failed = new ArrayList<>();
    private final Map<String, Result.Failure> warnings = new TreeMap<>();
    private final Set<String> outcomes = new TreeSet<>();
    private final TreeSet<String> cuts = new TreeSet<>();
    private long cutRuns;

    /** Nothing yet; {@code failures} count as such beside those that always do. */
    RunFindings(Set<FindingKind> failures) {
        this.failures = failures;
    }

    /** Whether a search is over when it has this failure. */
    public static boolean isHopeless(Finding failure) {
        return HOPELESS.contains(failure.kind());
    }

    /** Whether a run of this level is the last one when it has this failure. */
    static boolean endsLevel(Finding failure) {
        return isHopeless(failure) || ENDLESS.contains(failure.kind());
    }

    boolean isHopeless(RunOutcome failed) {
        return isHopeless(failureOf(failed));
    }

    synchronized void note(RunOutcome outcome) {
        Finding failure = failureOf(outcome);
        for (Finding warning : outcome.warnings()) {
            Schedule schedule = new Schedule(outcome.deviations());
            warnings.merge(
                    warning.toString(),
                    new Result.Failure(warning, schedule),
                    RunFindings::shorter);
        }
        if (failure != null) {
            failed.add(outcome);
            outcomes.add(failure.kind().label());
        } else if (outcome.end() == RunOutcome.End.CUT) {
            cuts.add(outcome.summary());
            cutRuns++;
        } else if (outcome.end() == RunOutcome.End.COMPLETE) {
            outcomes.add(outcome.summary());
        }
    }

    private static Result.Failure shorter(Result.Failure a, Result.Failure b) {
        Comparator<Result.Failure> order =
                Comparator.comparingInt((Result.Failure each) -> each.schedule().length())
                        .thenComparing(each -> each.schedule().id());
        return order.compare(a, b) <= 0 ? a : b;
    }

    private Finding failureOf(RunOutcome outcome) {
        if (outcome.failure() != null) {
            return outcome.failure();
        }
        return outcome.warnings().stream()
                .filter(finding -> failures.contains(finding.kind()))
                .filter(finding -> !isAllowed(finding, outcome))
                .findFirst()
                .orElse(null);
    }

    private static boolean isAllowed(Finding finding, RunOutcome outcome) {
        return outcome.allowsRaces() && finding.kind() == FindingKind.DATA_RACE;
    }

    synchronized void clear() {
        failed.clear();
        warnings.clear();
        outcomes.clear();
        cuts.clear();
        cutRuns = 0;
    }

    /** What to say of runs that were longer than the bound; null when none was. */
    synchronized String cut(int steps) {
        if (cutRuns == 0) {
            return null;
        }
        return String.format(
                Locale.ROOT,
                "%,d run%s cut at the bound of %,d steps, where %s,",
                cutRuns,
                cutRuns == 1 ? " was" : "s were",
                steps,
                cuts.first());
    }

    synchronized boolean hasFailed() {
        return !failed.isEmpty();
    }

    /** Drops the failures that say nothing about the program. */
    synchronized void forgetUndecided() {
        failed.removeIf(outcome -> failureOf(outcome).kind().isUndecided());
    }

    /** The runs that have failed, in the order in which they did. */
    synchronized List<RunOutcome> failed() {
        return List.copyOf(failed);
    }

    /** Takes failures of before for failures of now, unless there are some. */
    synchronized void addUnlessFailed(List<RunOutcome> before) {
        if (failed.isEmpty()) {
            failed.addAll(before);
        }
    }

    /** The failure with the shortest schedule; of several, the same one in each search. */
    synchronized Optional<Result.Failure> failure() {
        return failed.stream()
                .min(
                        Comparator.comparing(this::isRepeatable)
                                .thenComparingInt(outcome -> outcome.deviations().size())
                                .thenComparingInt(RunOutcome::steps)
                                .thenComparing(outcome -> new Schedule(outcome.deviations()).id()))
                .map(
                        outcome ->
                                new Result.Failure(
                                        failureOf(outcome), new Schedule(outcome.deviations())))
                .or(this::undefined);
    }

    /** What a wait for an unblocked signal does is undefined, so where there is one is no proof. */
    private Optional<Result.Failure> undefined() {
        return warnings.values().stream()
                .filter(warning -> warning.finding().kind() == FindingKind.UNBLOCKED_WAIT)
                .reduce(RunFindings::shorter);
    }

    /** What is not repeatable makes all other findings doubtful, so it is named first. */
    private boolean isRepeatable(RunOutcome outcome) {
        return failureOf(outcome).kind() != FindingKind.NOT_REPEATABLE;
    }

    /** All warnings, and those that only others have. */
    synchronized List<Result.Failure> warningsWith(RunFindings others) {
        Map<String, Result.Failure> all = new TreeMap<>(others.warnings);
        all.putAll(warnings);
        return List.copyOf(all.values());
    }

    synchronized Set<String> outcomesWith(RunFindings others) {
        Set<String> all = new TreeSet<>(outcomes);
        all.addAll(others.outcomes);
        return all;
    }
}
