package signalkit.explorer.search;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import signalkit.explorer.Bounds;
import signalkit.explorer.FindingsTest;
import signalkit.explorer.ReductionTest;
import signalkit.explorer.Result;
import signalkit.explorer.Scenario;
import signalkit.explorer.ScenarioCode;
import signalkit.explorer.SearchStatistics;
import signalkit.sample.Loops;

/**
 * Prints what caching states costs against optimal dynamic partial-order reduction, as a table.
 *
 * <p>Both look at every schedule, however many preemptions it has. Optimal DPOR makes one run for
 * each class of equivalent runs, from its first step to its last, and no fewer: that much is
 * computed. Caching states makes more runs, of which most end where they meet a known state.
 */
public final class AgainstTraces {
    private static final Bounds ALL =
            Bounds.DEFAULT.withPreemptions(1_000).withWorkers(1).withTime(Duration.ofSeconds(60));

    private AgainstTraces() {}

    /** Takes no arguments. */
    public static void main(String[] arguments) throws InterruptedException {
        System.out.println("scenario        traces     runs  steps of DPOR  steps with states");
        for (Class<? extends Scenario> type :
                List.of(
                        ReductionTest.ThreeWriters.class,
                        ReductionTest.Dekker.class,
                        ReductionTest.HandlerBetween.class,
                        ReductionTest.TimedWait.class,
                        FindingsTest.LostUpdate.class,
                        AnytimeTest.Crew.class,
                        AnytimeTest.Alternating.class,
                        AnytimeTest.Locked.class,
                        Loops.WrongSpinLock.class,
                        Loops.GivesUp.class)) {
            print(type);
        }
    }

    private static void print(Class<? extends Scenario> type) throws InterruptedException {
        ScenarioCode code = ScenarioCode.of(type);
        Search search = new Search(code, ALL, Set.of(), ignored -> {});
        Result result = search.run();
        SearchStatistics did = result.statistics();
        long least = search.stepsOfTraces();
        System.out.printf(
                Locale.ROOT,
                "%-14s %,7d %,8d %,14d %,18d%s%n",
                type.getSimpleName(),
                did.traces(),
                did.runs() - did.skipped(),
                least,
                search.steps(),
                result.cut().isPresent() || result.failure().isPresent() ? "  (not all)" : "");
    }
}
