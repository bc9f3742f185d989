package signalkit.echo.unsafe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import signalkit.explorer.Bounds;
import signalkit.explorer.Catalogue;
import signalkit.explorer.Explorer;
import signalkit.explorer.Finding;
import signalkit.explorer.Result;
import signalkit.explorer.ScenarioCode;
import signalkit.explorer.Schedule;
import signalkit.explorer.Trace;

/** Each defect is found in some schedule, certainly and with the same id each time. */
class ExplorerTest {
    private static ScenarioCode code(String name, String on) {
        return new ScenarioCode(
                        ExplorerTest.class.getPackageName() + "." + name,
                        ExplorerTest.class.getClassLoader())
                .withVariant(on);
    }

    @ParameterizedTest(name = "{0} on {1}: {2}")
    @CsvSource({
        "QueueScenarios$SelfDeadlock, 2012, SELF_DEADLOCK, main waits for jobs",
        "QueueScenarios$SelfDeadlock, 2014, SELF_DEADLOCK, main waits for jobs",
        "QueueScenarios$SelfDeadlock, 2015, SELF_DEADLOCK, main waits for jobs",
        "QueueScenarios$TornList, 2015, INVARIANT_VIOLATED, what was dropped stays dropped",
        "QueueScenarios$LostJob, 2015, INVARIANT_VIOLATED, the job that was added has run",
        "QueueScenarios$DroppedJob, 2012, INVARIANT_VIOLATED, a job that was taken has run",
        "QueueScenarios$IdleWorker, 2012, LOST_WAKE_UP, worker-1 waits for jobs",
        "QueueScenarios$StrandedLock, 2014, MUTEX_HELD_AT_EXIT, has ended and holds jobs",
        "QueueScenarios$LeavingWorker, 2015, LOST_WAKE_UP, worker-1 waits for jobs",
        "SignalScenarios$NestedSignals, 2015, SELF_DEADLOCK, below the handler of TERM",
        "SignalScenarios$OutOfSeason, '', UNCAUGHT_EXCEPTION, NullPointerException",
        "SignalScenarios$ForgottenMask, 2015, ENDED_BY_SIGNAL, TERM",
        "SignalScenarios$TwoWaiters, 2015, LOST_WAKE_UP, waiter waits for {TERM}",
        "SignalScenarios$TwoRequests, 2015, SELF_DEADLOCK, main waits for jobs",
        "LoopScenarios$SleepingLoop, '', LOST_WAKE_UP, main waits for accept",
        "LoopScenarios$FreedLoop, '', UNCAUGHT_EXCEPTION, use after free: evbase accept",
    })
    void a_defect_is_found_and_can_be_replayed(String name, String on, String kind, String words) {
        Result result = Explorer.explore(code(name, on), Bounds.DEFAULT);

        assertTrue(result.failure().isPresent(), result::toString);
        Finding finding = result.failure().get().finding();
        assertEquals(kind, finding.kind().name(), result::toString);
        assertTrue(finding.text().contains(words), result::toString);
        Trace trace = Explorer.replay(code(name, on), result.failure().get().schedule());
        assertEquals(finding, trace.finding(), trace::toString);
    }

    /** What a later year mended is no longer found: the checks above can tell the years apart. */
    @ParameterizedTest(name = "{0} on {1}")
    @CsvSource({
        "QueueScenarios$DroppedJob, 2015",
        "QueueScenarios$IdleWorker, 2015",
    })
    void what_a_later_year_mended_is_proved(String name, String on) {
        Result result = Explorer.explore(code(name, on), Bounds.DEFAULT);

        assertTrue(result.isProof(), result::toString);
    }

    @RepeatedTest(5)
    void a_failure_has_the_same_id_each_time() {
        Bounds both = Bounds.DEFAULT.withWorkers(2);
        Result result = Explorer.explore(code("QueueScenarios$DroppedJob", "2012"), both);
        Result alone =
                Explorer.explore(
                        code("QueueScenarios$DroppedJob", "2012"), Bounds.DEFAULT.withWorkers(1));

        assertEquals(alone.failure(), result.failure());
    }

    @Test
    void the_plain_flag_that_ends_a_worker_is_a_data_race() {
        Result result = Explorer.explore(code("QueueScenarios$IdleWorker", "2015"), Bounds.DEFAULT);

        assertTrue(
                result.warnings().stream()
                        .anyMatch(each -> each.finding().text().contains("terminate")),
                () -> result.warnings().toString());
    }

    @Test
    void every_scenario_is_in_the_catalogue_and_can_be_loaded() {
        Catalogue catalogue = Catalogue.of(ExplorerTest.class.getClassLoader());

        for (Catalogue.Entry entry : catalogue.entries()) {
            Trace trace = Explorer.replay(catalogue.find(entry.name(), "unsafe"), Schedule.PLAIN);
            assertFalse(trace.steps().isEmpty(), entry::name);
        }
        assertEquals(14, catalogue.entries().size());
    }
}
