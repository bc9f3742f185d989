package signalkit.explorer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import ordinary.ThreadPrograms;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Programs in plain Java, with a {@code main}, are explored as they are. */
class ProgramsTest {
    static Result explore(Class<?> program) {
        ScenarioCode code = new ScenarioCode(program.getName(), program.getClassLoader());
        return Explorer.explore(code, Explored.BOUNDS);
    }

    static Stream<Arguments> threads() {
        return Stream.of(
                Arguments.of(ThreadPrograms.StartsWithoutJoin.class, "uncaught exception: main"),
                Arguments.of(ThreadPrograms.StartsAndJoins.class, "proved"),
                Arguments.of(ThreadPrograms.SleepsInsteadOfJoining.class, "uncaught exception"),
                Arguments.of(ThreadPrograms.SleepsInOrder.class, "uncaught exception: main"),
                Arguments.of(ThreadPrograms.InterruptsAWait.class, "proved"),
                Arguments.of(ThreadPrograms.LosesAnInterrupt.class, "lost wake up"),
                Arguments.of(ThreadPrograms.ParksInALoop.class, "proved"),
                Arguments.of(ThreadPrograms.ParksOnce.class, "uncaught exception: Thread-0"),
                Arguments.of(ThreadPrograms.AwaitsOnce.class, "uncaught exception: Thread-0"),
                Arguments.of(ThreadPrograms.UnparksTooEarly.class, "lost wake up"),
                Arguments.of(ThreadPrograms.SpinsPolitely.class, "proved"),
                Arguments.of(ThreadPrograms.LeavesADaemon.class, "proved"),
                Arguments.of(ThreadPrograms.WaitsOnceWithALimit.class, "uncaught exception: main"),
                Arguments.of(ThreadPrograms.CatchesWhatAThreadThrows.class, "proved"),
                Arguments.of(ThreadPrograms.ThrowsInAThread.class, "uncaught exception: Thread-0"),
                Arguments.of(ThreadPrograms.KeepsAValueForEachThread.class, "proved"),
                Arguments.of(ThreadPrograms.FailsInAHook.class, "uncaught exception: Thread-0"),
                Arguments.of(ThreadPrograms.WatchesAState.class, "proved"),
                Arguments.of(ThreadPrograms.StartsTwice.class, "uncaught exception: main"),
                Arguments.of(ThreadPrograms.CatchesAll.class, "uncaught exception: main"));
    }

    @ParameterizedTest
    @MethodSource("threads")
    void a_program_is_proved_or_fails_as_it_should(Class<?> program, String verdict) {
        String text = explore(program).toString();

        assertTrue(text.startsWith(program.getSimpleName() + ": " + verdict), text);
    }

    @Test
    void time_passes_only_when_nobody_can_go_on_unless_a_thread_is_delayed() {
        Result failure = explore(ThreadPrograms.SleepsInOrder.class);

        // Somebody had to be delayed for the failure, so without a preemption there is none.
        Bounds none = Explored.BOUNDS.withPreemptions(0);
        String name = ThreadPrograms.SleepsInOrder.class.getName();
        ScenarioCode code = new ScenarioCode(name, getClass().getClassLoader());
        assertTrue(failure.failure().isPresent(), failure::toString);
        assertTrue(Explorer.explore(code, none).isProof());
    }

    @Test
    void a_failure_of_a_program_can_be_replayed() {
        Class<?> program = ThreadPrograms.UnparksTooEarly.class;
        Result.Failure failure = explore(program).failure().orElseThrow();
        ScenarioCode code = new ScenarioCode(program.getName(), program.getClassLoader());

        Trace trace = Explorer.replay(code, Schedule.of(failure.schedule().id()));
        assertEquals(failure.finding(), trace.finding());
    }

    @Test
    void without_wake_ups_for_no_reason_a_wait_that_is_looked_at_once_is_proved() {
        for (Class<?> program :
                List.of(ThreadPrograms.ParksOnce.class, ThreadPrograms.AwaitsOnce.class)) {
            ScenarioCode code = new ScenarioCode(program.getName(), program.getClassLoader());
            Bounds bounds = Explored.BOUNDS.withoutSpuriousWakeUps();

            assertTrue(Explorer.explore(code, bounds).isProof());
        }
    }

    /** No scenario, and no program. */
    static final class Neither {}

    @Test
    void a_class_that_is_neither_a_scenario_nor_a_program_is_refused() {
        String text = "";
        try {
            explore(Neither.class);
        } catch (ScenarioException e) {
            text = e.getMessage();
        }
        assertTrue(text.contains("has no static void main(String[])"), text);
    }
}
