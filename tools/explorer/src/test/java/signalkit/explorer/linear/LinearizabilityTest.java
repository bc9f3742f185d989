package signalkit.explorer.linear;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import signalkit.explorer.Bounds;
import signalkit.explorer.Explorer;
import signalkit.explorer.FindingKind;
import signalkit.explorer.Linearizability;
import signalkit.explorer.LinearizabilityResult;
import signalkit.explorer.ScenarioException;
import signalkit.explorer.Schedule;
import signalkit.explorer.Trace;
import signalkit.sample.Shared;

/** The same class, called by one thread, says what several threads may get. */
class LinearizabilityTest {
    private static final Bounds BOUNDS =
            Bounds.DEFAULT.withTime(Duration.ofSeconds(20)).withoutSpuriousWakeUps();

    private static LinearizabilityResult explore(Class<?> type, int operations) {
        return Linearizability.of(type).operations(operations).explore(BOUNDS);
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                Arguments.of(Shared.Ticket.class, "next+next", FindingKind.INVARIANT_VIOLATED),
                Arguments.of(
                        Shared.TwoCounters.class,
                        "difference+move",
                        FindingKind.INVARIANT_VIOLATED),
                Arguments.of(
                        Shared.TwoStepQueue.class,
                        "poll+add-1.poll",
                        FindingKind.INVARIANT_VIOLATED),
                Arguments.of(
                        Shared.ForgetfulSlot.class,
                        "put-1+put-1.take",
                        FindingKind.INVARIANT_VIOLATED),
                Arguments.of(Shared.PlainCounter.class, "add+add", FindingKind.DATA_RACE));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void the_smallest_program_that_fails_is_found(Class<?> type, String program, FindingKind kind) {
        LinearizabilityResult result = explore(type, 2);
        LinearizabilityResult.Failure failure = result.failure().orElseThrow();

        assertEquals(program, failure.program(), result::toString);
        assertEquals(kind, failure.failure().finding().kind());
        Trace trace =
                Explorer.replay(
                        Linearizability.of(type).program(program),
                        Schedule.of(failure.failure().schedule().id()));
        assertEquals(failure.failure().finding(), trace.finding());
        assertFalse(result.isProof());
    }

    @Test
    void a_right_class_is_proved() {
        LinearizabilityResult queue = explore(Shared.LockedQueue.class, 1);
        LinearizabilityResult slot = explore(Shared.Slot.class, 1);

        assertTrue(queue.isProof(), queue::toString);
        assertEquals(10, queue.programs());
        assertTrue(slot.isProof(), slot::toString);
    }

    @Test
    void what_the_time_does_not_reach_is_no_proof() {
        LinearizabilityResult result =
                Linearizability.of(Shared.LockedQueue.class)
                        .operations(3)
                        .explore(BOUNDS.withTime(Duration.ofMillis(300)));

        assertFalse(result.isProof());
        assertTrue(result.toString().contains("no proof: "), result::toString);
    }

    @Test
    void programs_are_counted_once_for_each_order_of_their_threads() {
        List<Call> calls = List.of(Call.of("a"), Call.of("b-1"));
        List<String> programs =
                CallProgram.all(calls, 2, 1).stream().map(CallProgram::toString).toList();

        assertEquals(List.of("a+a", "a+b-1", "b-1+b-1"), programs);
        assertEquals(21, CallProgram.all(calls, 2, 2).size());
    }

    @Test
    void what_cannot_be_called_is_refused_with_the_remedy() {
        Linearizability queue = Linearizability.of(Shared.LockedQueue.class);

        assertThrows(ScenarioException.class, () -> queue.program("nonsense"));
        assertThrows(ScenarioException.class, () -> queue.operations(9).explore(BOUNDS));
        assertThrows(
                ScenarioException.class, () -> Linearizability.of(String.class).explore(BOUNDS));
        assertThrows(IllegalArgumentException.class, () -> queue.threads(1));
    }
}
