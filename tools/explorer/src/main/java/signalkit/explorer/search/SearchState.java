package signalkit.explorer.search;

import java.util.Set;
import signalkit.explorer.Bounds;
import signalkit.explorer.FindingKind;
import signalkit.explorer.ScenarioCode;
import signalkit.explorer.SearchStatistics;
import signalkit.explorer.model.Keys;

/** What the workers of a search share. Thread-safe. */
final class SearchState {
    final ScenarioCode code;
    final Bounds bounds;
    final Set<FindingKind> failures;
    final Reduction reduction;
    final Keys keys;
    final Keys keysOfSamples;
    final Tally tally;
    final Sampler sampler;
    final RunFindings findings;
    final RunFindings samples;

    // Written by the driver between two levels, or by a worker that ends one:
    volatile Frontier frontier;
    volatile boolean mayDraw;
    volatile boolean isProved;
    volatile String cut;
    volatile long deadline;
    volatile Throwable broken;

    SearchState(
            ScenarioCode code,
            Bounds bounds,
            Set<FindingKind> failures,
            Reduction reduction,
            boolean keepsBranches) {
        this.code = code;
        this.bounds = bounds;
        this.failures = failures;
        this.reduction = reduction;
        boolean racesFail = failures.contains(FindingKind.DATA_RACE);
        this.keys = new Keys(false, racesFail);
        this.keysOfSamples = new Keys(false, racesFail);
        this.tally = new Tally(keepsBranches);
        this.sampler = new Sampler(bounds.seed());
        this.findings = new RunFindings(failures);
        this.samples = new RunFindings(failures);
        this.deadline = bounds.time().toNanos();
        this.mayDraw = bounds.isAnytime();
    }

    /** What this was before the first run. */
    SearchState anew() {
        SearchState anew = new SearchState(code, bounds, failures, reduction, false);
        anew.clear();
        return anew;
    }

    /** Another search begins. */
    void clear() {
        keys.settle();
        frontier = new Frontier(bounds.preemptions(), bounds.isAnytime());
        tally.clear();
        findings.clear();
    }

    boolean isClean() {
        return cut == null && !findings.hasFailed() && !samples.hasFailed();
    }

    void stop(String why) {
        cut = why;
        frontier.stop();
    }

    void checkLimits() {
        if (tally.runs() >= bounds.runs()) {
            stop("the bound of " + bounds.runs() + " runs was reached");
        } else if (tally.elapsed() > deadline) {
            stop("the time of " + deadline / 1_000_000 / 1000.0 + " s was over");
        }
    }

    SearchStatistics statistics(int restarts) {
        Frontier current = frontier;
        return tally.statistics(current.waiting(), current.level(), Math.max(0, restarts - 1));
    }
}
