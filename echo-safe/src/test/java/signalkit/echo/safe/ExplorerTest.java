package signalkit.echo.safe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import signalkit.explorer.Bounds;
import signalkit.explorer.Explorer;
import signalkit.explorer.Result;
import signalkit.explorer.ScenarioCode;

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
                "QueueScenarios$LostJob",
                "QueueScenarios$DroppedJob",
                "QueueScenarios$IdleWorker",
                "QueueScenarios$StrandedLock",
                "QueueScenarios$LeavingWorker",
                "SignalScenarios$NestedSignals",
                "SignalScenarios$OutOfSeason",
                "SignalScenarios$ForgottenMask",
                "SignalScenarios$TwoWaiters",
                "LoopScenarios$SleepingLoop",
                "LoopScenarios$FreedLoop",
            })
    void no_schedule_fails(String name) {
        Result result = Explorer.explore(code(name), Bounds.DEFAULT);

        assertTrue(result.isProof(), result::toString);
        assertEquals(List.of(), result.warnings(), result::toString);
    }
}
