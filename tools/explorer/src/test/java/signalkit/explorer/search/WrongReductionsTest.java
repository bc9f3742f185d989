package signalkit.explorer.search;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import signalkit.explorer.Bounds;
import signalkit.explorer.FindingsTest;
import signalkit.explorer.ReductionTest;
import signalkit.explorer.Result;
import signalkit.explorer.Scenario;
import signalkit.explorer.ScenarioCode;
import signalkit.explorer.Shard;
import signalkit.explorer.model.Hash;
import signalkit.explorer.model.Task;
import signalkit.explorer.run.Option;
import signalkit.explorer.run.RunState;

/** The comparison of {@link ReductionTest} can fail: wrong reductions lose what it looks at. */
class WrongReductionsTest {
    /** Takes states for the same when their threads have come equally far, in whatever order. */
    private static final class ForgetsTheOrder extends Reduction {
        @Override
        public long state(RunState run, Task at) {
            return run.tasks().stream().mapToLong(task -> Hash.mix(task.id, task.steps)).sum();
        }

        @Override
        long next(RunState run, Task at, Option option) {
            return UNKNOWN;
        }
    }

    /** Takes states for the same that differ in who goes on, and so in what a switch costs. */
    private static final class ForgetsWhoGoesOn extends Reduction {
        @Override
        public long state(RunState run, Task at) {
            return run.order().fingerprint();
        }

        @Override
        long next(RunState run, Task at, Option option) {
            return UNKNOWN;
        }
    }

    /** Takes the state before a step for the one after it, and so leaves the step out. */
    private static final class ForgetsTheStep extends Reduction {
        @Override
        long next(RunState run, Task at, Option option) {
            return state(run, at);
        }
    }

    private static Result reducedBy(Reduction reduction, Class<? extends Scenario> type)
            throws InterruptedException {
        ScenarioCode code = ScenarioCode.of(type);
        Bounds alone = Bounds.DEFAULT.withWorkers(1);
        return new Search(code, alone, Set.of(), ignored -> {}, reduction, Shard.WHOLE, false)
                .run();
    }

    @Test
    void a_reduction_that_forgets_something_loses_traces_and_outcomes()
            throws InterruptedException {
        Result right = reducedBy(new Reduction(), ReductionTest.ThreeWriters.class);
        for (Reduction wrong : List.of(new ForgetsTheOrder(), new ForgetsTheStep())) {
            Result lossy = reducedBy(wrong, ReductionTest.ThreeWriters.class);
            assertTrue(lossy.outcomes().size() < right.outcomes().size(), lossy::toString);
        }
        Result lossy = reducedBy(new ForgetsWhoGoesOn(), ReductionTest.ThreeWriters.class);
        assertTrue(lossy.statistics().traces() < right.statistics().traces(), lossy::toString);
    }

    @Test
    void a_reduction_that_forgets_something_misses_a_failure() throws InterruptedException {
        assertTrue(reducedBy(new Reduction(), FindingsTest.LostUpdate.class).failure().isPresent());
        Result wrong = reducedBy(new ForgetsTheStep(), FindingsTest.LostUpdate.class);
        assertTrue(wrong.failure().isEmpty() && wrong.cut().isEmpty(), wrong::toString);
    }
}
