package signalkit.explorer.search;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import signalkit.explorer.SearchStatistics;
import signalkit.explorer.run.RunOutcome;

/** Counts the runs of a search, and what they have reached. Thread-safe. */
final class Tally {
    private final long start = System.nanoTime();
    private final AtomicLong runs = new AtomicLong();
    private final AtomicLong pruned = new AtomicLong();
    private final AtomicLong skipped = new AtomicLong();
    private final AtomicLong steps = new AtomicLong();
    private final AtomicLong stepsOfTraces = new AtomicLong();
    private final States states;
    private final States traces = new States(false);

    /** Counts from now on; states keep their branches when told to. */
    Tally(boolean keepsBranches) {
        states = new States(keepsBranches);
    }

    /** The states in which a choice was made. */
    States states() {
        return states;
    }

    /** The runs that came to an end, but for the order of independent steps. */
    States traces() {
        return traces;
    }

    /** Another search begins; the time goes on. */
    void clear() {
        runs.set(0);
        pruned.set(0);
        skipped.set(0);
        steps.set(0);
        stepsOfTraces.set(0);
        states.clear();
        traces.clear();
    }

    long runs() {
        return runs.get();
    }

    void countRun() {
        runs.incrementAndGet();
    }

    /** A run is not made, because it would end where it begins. */
    void countSkipped() {
        pruned.incrementAndGet();
        skipped.incrementAndGet();
    }

    void countEnd(RunOutcome outcome) {
        steps.addAndGet(outcome.steps());
        if (outcome.end() == RunOutcome.End.PRUNED) {
            pruned.incrementAndGet();
        } else if (outcome.end() != RunOutcome.End.CUT && traces.add(outcome.trace())) {
            stepsOfTraces.addAndGet(outcome.steps());
        }
    }

    /** The steps of all runs, also of those that ended at a known state. */
    long steps() {
        return steps.get();
    }

    /** The steps of one run for each that differs in more than the order of independent steps. */
    long stepsOfTraces() {
        return stepsOfTraces.get();
    }

    /** In nanoseconds, since this was made. */
    long elapsed() {
        return System.nanoTime() - start;
    }

    SearchStatistics statistics(long waiting, int level, int restarts) {
        return new SearchStatistics(
                runs.get(),
                pruned.get(),
                skipped.get(),
                traces.size(),
                states.size(),
                waiting,
                level,
                restarts,
                Duration.ofNanos(elapsed()));
    }
}
