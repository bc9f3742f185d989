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
     * The initialiser writes what all threads use.
     */
    static final class ReadersAndWriter {
        private static final Semaphore MUTEX = new Semaphore(1);
        private static final Semaphore WRITE = new Semaphore(1);
        private static int readers = 0;
        private static int data = 0;

        private ReadersAndWriter() {}

        public static void main(String[] args) throws InterruptedException {
            Thread[] threads = {
                new Thread(ReadersAndWriter::read),
                new Thread(ReadersAndWriter::write),
                new Thread(ReadersAndWriter::read)
            };
            for (Thread thread : threads) {
                thread.start();
            }
            for (Thread thread : threads) {
                thread.join();
            }
        }

        private static void read() {
            MUTEX.acquireUninterruptibly();
            if (++readers == 1) {
                WRITE.acquireUninterruptibly();
            }
            MUTEX.release();
            Integer.hashCode(data);
            MUTEX.acquireUninterruptibly();
            if (--readers == 0) {
                WRITE.release();
            }
            MUTEX.release();
        }

        private static void write() {
            WRITE.acquireUninterruptibly();
            data++;
            WRITE.release();
        }
    }

    /** In the first runs, nobody knows yet which objects order the accesses of threads. */
    @Test
    void a_run_that_learns_what_is_shared_shows_no_race() {
        ScenarioCode code =
                new ScenarioCode(ReadersAndWriter.class.getName(), getClass().getClassLoader());
        for (int seed = 1; seed <= 5; seed++) {
            Bounds bounds = BOUNDS.withSeed(seed).withTime(Duration.ofMillis(100));
            SearchState state =
                    new SearchState(
                            code, bounds, Set.of(FindingKind.DATA_RACE), new Reduction(), false);
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
