package signalkit.echo.safe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import signalkit.explorer.Bounds;
import signalkit.explorer.Catalogue;
import signalkit.explorer.Explorer;
import signalkit.explorer.Result;
import signalkit.explorer.ScenarioCode;
import signalkit.explorer.Schedule;
import signalkit.explorer.SearchStatistics;
import signalkit.explorer.Trace;

/**
 * No schedule within the bounds fails, and no lock is shared with a handler, nor data raced for.
 */
class ExplorerTest {
    private static ScenarioCode code(String name) {
        return new ScenarioCode(
                ExplorerTest.class.getPackageName() + "." + name,
                ExplorerTest.class.getClassLoader());
    }

    /** With how many runs and states: they are the same on every JDK. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "QueueScenarios$SelfDeadlock, 111, 151",
        "QueueScenarios$TornList, 5869, 23896",
        "QueueScenarios$LostJob, 4130, 15411",
        "QueueScenarios$DroppedJob, 2196, 6216",
        "QueueScenarios$IdleWorker, 666, 1587",
        "QueueScenarios$StrandedLock, 33588, 124637",
        "SignalScenarios$NestedSignals, 223, 194",
        "SignalScenarios$OutOfSeason, 3, 2",
        "SignalScenarios$ForgottenMask, 244, 305",
        "SignalScenarios$TwoWaiters, 666, 1587",
        "LoopScenarios$SleepingLoop, 973, 4190",
        "LoopScenarios$FreedLoop, 1154, 4821",
    })
    void no_schedule_fails(String name, long runs, long states) {
        Result result = Explorer.explore(code(name), Bounds.DEFAULT);

        assertTrue(result.isProof(), result::toString);
        assertEquals(List.of(), result.warnings(), result::toString);
        assertEquals(runs, result.statistics().runs());
        assertEquals(states, result.statistics().states());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "QueueScenarios$LeavingWorker, 62489, 292751",
        "SignalScenarios$TwoRequests, 98703, 408870",
    })
    @Tag("slow")
    void no_schedule_fails_of_the_many(String name, long runs, long states) {
        no_schedule_fails(name, runs, states);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"QueueScenarios$LostJob", "LoopScenarios$FreedLoop"})
    void the_counts_are_the_same_with_any_number_of_workers(String name) {
        SearchStatistics alone =
                Explorer.explore(code(name), Bounds.DEFAULT.withWorkers(1)).statistics();
        for (int i = 0; i < 2; i++) {
            SearchStatistics both =
                    Explorer.explore(code(name), Bounds.DEFAULT.withWorkers(2)).statistics();

            assertEquals(alone.runs(), both.runs());
            assertEquals(alone.pruned(), both.pruned());
            assertEquals(alone.states(), both.states());
        }
    }

    @Test
    void every_scenario_is_in_the_catalogue_and_can_be_loaded() {
        Catalogue catalogue = Catalogue.of(ExplorerTest.class.getClassLoader());

        for (Catalogue.Entry entry : catalogue.entries()) {
            Trace trace = Explorer.replay(catalogue.find(entry.name(), "safe"), Schedule.PLAIN);
            assertFalse(trace.steps().isEmpty(), entry::name);
        }
        assertEquals(14, catalogue.entries().size());
    }
}
