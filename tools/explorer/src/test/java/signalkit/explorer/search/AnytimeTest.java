package signalkit.explorer.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import ordinary.CountingPatterns;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import signalkit.explorer.Bounds;
import signalkit.explorer.Explorer;
import signalkit.explorer.FindingKind;
import signalkit.explorer.Plan;
import signalkit.explorer.Reach;
import signalkit.explorer.ReductionTest;
import signalkit.explorer.Result;
import signalkit.explorer.Scenario;
import signalkit.explorer.ScenarioCode;
import signalkit.explorer.Schedule;
import signalkit.explorer.Trace;

/** A search that goes on while time is left says what is proved and what is a sample. */
class AnytimeTest {
    private static final Bounds SHORT =
            Bounds.ANYTIME.withTime(Duration.ofSeconds(20)).withBeyond(Duration.ofSeconds(1));

    /** Fails when two threads alternate six times, which takes four preemptions. */
    static final class Alternating implements Scenario {
        private final AtomicInteger turns = new AtomicInteger();

        private void take(int from) {
            for (int i = from; i < from + 6; i += 2) {
                turns.compareAndSet(i, i + 1);
            }
        }

        @Override
        public void prepare(Plan plan) {
            plan.thread("a", () -> take(0));
            plan.thread("b", () -> take(1));
            plan.atEnd("they do not alternate", () -> turns.get() < 6);
        }
    }

    /** Too many orders to try; none of them fails. */
    static final class Crowd implements Scenario {
        private final AtomicInteger sum = new AtomicInteger();

        @Override
        public void prepare(Plan plan) {
            for (int i = 0; i < 8; i++) {
                int own = i;
                plan.thread(
                        "t" + i,
                        () -> {
                            for (int j = 0; j < 4; j++) {
                                sum.addAndGet(own);
                            }
                        });
            }
            plan.atEnd("all is added", () -> sum.get() == 4 * 28);
        }
    }

    /** Three threads that depend on each other all the time. */
    static final class Crew implements Scenario {
        private final AtomicInteger sum = new AtomicInteger();

        @Override
        public void prepare(Plan plan) {
            for (String name : new String[] {"a", "b", "c"}) {
                plan.thread(
                        name,
                        () -> {
                            sum.incrementAndGet();
                            sum.incrementAndGet();
                            sum.incrementAndGet();
                        });
            }
        }
    }

    /** Three threads that mostly do not. */
    static final class Locked implements Scenario {
        private final int[] own = new int[3];
        private int sum;

        @Override
        public void prepare(Plan plan) {
            for (int i = 0; i < 3; i++) {
                int number = i;
                plan.thread(
                        "t" + i,
                        () -> {
                            own[number] = 1;
                            synchronized (own) {
                                sum += own[number];
                            }
                            synchronized (own) {
                                sum += own[number];
                            }
                        });
            }
        }
    }

    @Test
    void what_is_beyond_the_bound_is_found_and_is_not_beyond_a_larger_one() {
        ScenarioCode code = ScenarioCode.of(Alternating.class);
        Result bounded = Explorer.explore(code, Bounds.DEFAULT);
        Result anytime = Explorer.explore(code, SHORT);

        assertTrue(bounded.isProof(), bounded::toString);
        assertTrue(anytime.failure().isPresent(), anytime::toString);
        assertFalse(Explorer.explore(code, Bounds.DEFAULT.withPreemptions(4)).isProof());
        Result.Failure failure = anytime.failure().get();
        Trace again = Explorer.replay(code, Schedule.of(failure.schedule().id()));
        assertEquals(failure.finding(), again.finding());
    }

    @Test
    void a_program_with_few_schedules_is_proved_whole() {
        Result result = Explorer.explore(ScenarioCode.of(ReductionTest.Dekker.class), SHORT);
        Result listed =
                Explorer.explore(
                        ScenarioCode.of(ReductionTest.Dekker.class),
                        Bounds.DEFAULT.withPreemptions(50));

        assertTrue(result.isProof() && result.reach().orElseThrow().isWhole(), result::toString);
        assertTrue(result.toString().contains("with any number of preemptions"), result::toString);
        assertEquals(listed.outcomes(), result.outcomes());
        assertEquals(listed.statistics().runs(), result.statistics().runs());
        assertEquals(listed.statistics().states(), result.statistics().states());
    }

    @Test
    void what_is_too_large_is_sampled_and_no_proof_is_claimed() {
        Bounds bounds = SHORT.withTime(Duration.ofSeconds(3));
        Result result = Explorer.explore(ScenarioCode.of(Crowd.class), bounds);

        Reach reach = result.reach().orElseThrow();
        assertFalse(result.isProof(), result::toString);
        assertEquals(-1, reach.proved(), reach::toString);
        assertTrue(reach.byPct() > 0 && reach.byPos() > 0, reach::toString);
        assertTrue(reach.toString().startsWith("proof: none; sample: "), reach::toString);
    }

    @Test
    void a_search_that_is_interrupted_tells_what_it_knows() {
        Thread.currentThread().interrupt();
        Result result = Explorer.explore(ScenarioCode.of(Crowd.class), SHORT);

        assertTrue(Thread.interrupted());
        assertFalse(result.isProof());
        assertTrue(result.toString().contains("the search was interrupted"), result::toString);
    }

    @Test
    void bounds_that_are_asked_for_are_kept() {
        Result result = Explorer.explore(ScenarioCode.of(Alternating.class), Bounds.DEFAULT);

        assertTrue(result.reach().isEmpty());
        assertTrue(result.toString().contains("with at most 2 preemptions"), result::toString);
    }

    /** Ten threads that all depend on each other are more than a search sees in its time. */
    @Tag("slow")
    @Test
    void a_pattern_that_is_too_large_for_a_search_is_found_by_chance() {
        Class<?> program = CountingPatterns.Reorder10.class;
        ScenarioCode code = new ScenarioCode(program.getName(), program.getClassLoader());
        Result result = Explorer.explore(code, Bounds.ANYTIME.withTime(Duration.ofSeconds(30)));

        assertTrue(result.failure().isPresent(), result::toString);
        Result.Failure failure = result.failure().get();
        assertEquals(FindingKind.UNCAUGHT_EXCEPTION, failure.finding().kind());
        assertTrue(failure.schedule().length() <= 10, result::toString);
        Trace again = Explorer.replay(code, Schedule.of(failure.schedule().id()));
        assertEquals(failure.finding(), again.finding());
    }
}
