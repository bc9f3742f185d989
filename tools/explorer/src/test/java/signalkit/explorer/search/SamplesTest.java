package signalkit.explorer.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;
import signalkit.explorer.Bounds;
import signalkit.explorer.FindingKind;
import signalkit.explorer.FindingsTest;
import signalkit.explorer.Plan;
import signalkit.explorer.ReductionTest;
import signalkit.explorer.Scenario;
import signalkit.explorer.ScenarioCode;
import signalkit.explorer.Trace;
import signalkit.posix.Points;

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

    /**
     * The readers and writers of textbooks: whoever reads last gives back what another one took.
     */
    static final class ReadersAndWriter implements Scenario {
        private final Semaphore mutex = new Semaphore(1);
        private final Semaphore write = new Semaphore(1);
        private int readers;
        private int data;

        @Override
        public void prepare(Plan plan) {
            plan.thread("a", this::read);
            plan.thread("w", this::write);
            plan.thread("b", this::read);
        }

        private void read() {
            mutex.acquireUninterruptibly();
            if (++readers == 1) {
                write.acquireUninterruptibly();
            }
            mutex.release();
            Integer.hashCode(data);
            mutex.acquireUninterruptibly();
            if (--readers == 0) {
                write.release();
            }
            mutex.release();
        }

        private void write() {
            write.acquireUninterruptibly();
            data++;
            write.release();
        }
    }

    /** In the first runs, nobody knows yet which objects order the accesses of threads. */
    @Test
    void a_run_that_learns_what_is_shared_shows_no_race() {
        for (int seed = 1; seed <= 10; seed++) {
            Bounds bounds = BOUNDS.withSeed(seed).withTime(Duration.ofMillis(100));
            SearchState state =
                    new SearchState(
                            ScenarioCode.of(ReadersAndWriter.class),
                            bounds,
                            Set.of(FindingKind.DATA_RACE),
                            new Reduction(),
                            false);
            state.clear();
            Points.arm(Points.Reason.SCHEDULER);
            try (RunMaker maker = new RunMaker(state, state.code.load())) {
                maker.drawAll();
            } finally {
                Points.disarm(Points.Reason.SCHEDULER);
            }

            assertEquals(List.of(), state.samples.failed(), "seed " + seed);
            assertTrue(state.sampler.different() > 1, "seed " + seed);
        }
    }
}
