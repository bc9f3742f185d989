package signalkit.echo.safe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import signalkit.explorer.Bounds;
import signalkit.explorer.Catalogue;
import signalkit.explorer.Explorer;
import signalkit.explorer.Result;
import signalkit.explorer.ScenarioCode;
import signalkit.explorer.Schedule;
import signalkit.explorer.Statistics;
import signalkit.explorer.Trace;

/**
 * No schedule within the bounds fails, and no lock is shared with a handler, nor data raced for.
 */
class ExplorerTest {
    private static ScenarioCode code(String name) {
        return new ScenarioCode(
                ExplorerTest.class.getPackageName() + "." + name,
                ExplorerTest.class.getClassLoader(),
                "signalkit.echo.,signalkit.event.");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "QueueScenarios$SelfDeadlock",
                "QueueScenarios$TornList",
                "QueueScenarios$LostJob",
                "QueueScenarios$DroppedJob",
                "QueueScenarios$IdleWorker",
                "QueueScenarios$StrandedLock",
                "QueueScenarios$LeavingWorker",
                "SignalScenarios$NestedSignals",
                "SignalScenarios$OutOfSeason",
                "SignalScenarios$ForgottenMask",
                "SignalScenarios$TwoWaiters",
                "SignalScenarios$TwoRequests",
                "LoopScenarios$SleepingLoop",
                "LoopScenarios$FreedLoop",
            })
    void no_schedule_fails(String name) {
        Result result = Explorer.explore(code(name), Bounds.DEFAULT);

        assertTrue(result.isProof(), result::toString);
        assertEquals(List.of(), result.warnings(), result::toString);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"QueueScenarios$LostJob", "LoopScenarios$FreedLoop"})
    void the_counts_are_the_same_with_any_number_of_workers(String name) {
        Statistics alone = Explorer.explore(code(name), Bounds.DEFAULT.withWorkers(1)).statistics();
        for (int i = 0; i < 5; i++) {
            Statistics both =
                    Explorer.explore(code(name), Bounds.DEFAULT.withWorkers(2)).statistics();

            assertEquals(alone.runs(), both.runs());
            assertEquals(alone.pruned(), both.pruned());
            assertEquals(alone.states(), both.states());
        }
    }

    @Test
    void every_scenario_is_in_the_catalogue_and_can_be_loaded() {
        Catalogue catalogue = Catalogue.of(ExplorerTest.class.getClassLoader(), "safe");

        for (Catalogue.Entry entry : catalogue.entries()) {
            Trace trace = Explorer.replay(catalogue.find(entry.name()), Schedule.PLAIN);
            assertFalse(trace.steps().isEmpty(), entry::name);
        }
        assertEquals(14, catalogue.entries().size());
    }
}
