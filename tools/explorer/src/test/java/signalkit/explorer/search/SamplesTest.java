package signalkit.explorer.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;
import signalkit.explorer.Bounds;
import signalkit.explorer.FindingsTest;
import signalkit.explorer.ReductionTest;
import signalkit.explorer.Scenario;
import signalkit.explorer.ScenarioCode;
import signalkit.explorer.Trace;

/** A seed always draws the same run, which its schedule repeats; many seeds draw many runs. */
class SamplesTest {
    private static final Bounds BOUNDS = Bounds.ANYTIME;

    private static void assertDraws(
            Class<? extends Scenario> type, LongFunction<PriorityStrategy> draw) {
        Playback replay = new Playback(ScenarioCode.of(type), BOUNDS);
        Set<List<Trace.Step>> runs = new HashSet<>();
        for (long seed = 0; seed < 40; seed++) {
            Trace first = replay.run(draw.apply(seed));
            Trace second = replay.run(draw.apply(seed));
            Trace third = replay.run(new Playback.Script(first.schedule()));

            assertEquals(first, second);
            assertEquals(first, third);
            runs.add(first.steps());
        }
        assertTrue(runs.size() > 3, type + ": " + runs.size());
    }

    @Test
    void a_seed_draws_the_same_run_each_time_and_its_schedule_repeats_it() {
        for (Class<? extends Scenario> type :
                List.of(
                        ReductionTest.ThreeWriters.class,
                        FindingsTest.LostUpdate.class,
                        ReductionTest.TimedWait.class,
                        ReductionTest.HandlerBetween.class)) {
            assertDraws(type, PctStrategy::new);
            assertDraws(type, PosStrategy::new);
        }
    }
}
