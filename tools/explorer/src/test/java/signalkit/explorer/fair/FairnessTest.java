package signalkit.explorer.fair;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import signalkit.explorer.Bounds;
import signalkit.explorer.Explored;
import signalkit.explorer.Explorer;
import signalkit.explorer.FindingKind;
import signalkit.explorer.Result;
import signalkit.explorer.Scenario;
import signalkit.explorer.ScenarioCode;
import signalkit.explorer.Schedule;
import signalkit.explorer.Trace;
import signalkit.sample.Loops;

/** Loops that wait are explored to the end; one that never ends is found, or cuts the search. */
class FairnessTest {
    private static final Bounds BOUNDS =
            Bounds.DEFAULT.withTime(Duration.ofSeconds(20)).withSteps(1_000);

    private static Result explore(Class<? extends Scenario> type) {
        return Explorer.explore(ScenarioCode.of(type), BOUNDS);
    }

    static Stream<Arguments> endings() {
        return Stream.of(
                Arguments.of(Loops.TwoSpinners.class, "proved: all "),
                Arguments.of(Loops.TwoBusySpinners.class, "proved: all "),
                Arguments.of(Loops.RightSpinLock.class, "proved: all "),
                Arguments.of(Loops.WrongSpinLock.class, "invariant violated: \"one at a time\""),
                Arguments.of(Loops.GivesUp.class, "proved: all "),
                Arguments.of(
                        Loops.TooPolite.class, "livelock: a in Loops$TooPolite.lambda$prepare$"),
                Arguments.of(
                        Loops.NeverFree.class,
                        "starvation: client in Loops$NeverFree.lambda$prepare$"),
                Arguments.of(Loops.SpinsForASleeper.class, "proved: all "),
                Arguments.of(Loops.SpinsForASignal.class, "proved: all "),
                Arguments.of(
                        Loops.SpinsForOneOfTwo.class, "invariant violated: \"one of two is seen\""),
                Arguments.of(Loops.SpinsForTheClock.class, "no failure, but no proof: "),
                Arguments.of(Loops.Counts.class, "no failure, but no proof: "));
    }

    @ParameterizedTest
    @MethodSource("endings")
    void a_loop_comes_to_its_end(Class<? extends Scenario> type, String verdict) {
        String text = explore(type).toString();

        assertTrue(text.startsWith(type.getSimpleName() + ": " + verdict), text);
    }

    @Test
    void a_signal_that_came_because_nothing_else_did_comes_again_in_the_replay() {
        Explored.assertFails(Loops.SpinsForOneOfTwo.class, FindingKind.INVARIANT_VIOLATED);
    }

    @Test
    void a_loop_that_gives_up_has_all_its_outcomes() {
        Result result = explore(Loops.GivesUp.class);

        for (int i = 0; i <= 6; i++) {
            assertTrue(result.outcomes().contains("rounds=" + i), result.outcomes()::toString);
        }
    }

    @Test
    void a_livelock_is_shown_with_two_rounds_of_its_loop_and_can_be_replayed() {
        Result result = explore(Loops.TooPolite.class);
        Result.Failure failure = result.failure().orElseThrow();
        Trace trace =
                Explorer.replay(
                        ScenarioCode.of(Loops.TooPolite.class),
                        Schedule.of(failure.schedule().id()),
                        BOUNDS);

        assertEquals(FindingKind.LIVELOCK, failure.finding().kind());
        assertEquals(failure.finding(), trace.finding());
        assertTrue(trace.steps().stream().anyMatch(step -> step.text().contains(" steps repeat ")));
        assertTrue(trace.steps().size() < 80, () -> "steps: " + trace.steps().size());
    }

    @Test
    void a_bound_of_steps_cuts_and_is_neither_failure_nor_proof() {
        Result result = explore(Loops.Counts.class);

        assertTrue(result.failure().isEmpty(), result::toString);
        assertFalse(result.isProof());
        String cut = result.cut().orElseThrow();
        assertTrue(cut.contains("cut at the bound of 1,000 steps, where server is at"), cut);
    }
}
