package acme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** What JUnit says of tests that are explored. */
class ExploreTestTest {
    /** The results of all tests of a class, by the names that JUnit shows. */
    private static Map<String, TestExecutionResult> run(boolean parallel, Class<?>... types) {
        Map<String, TestExecutionResult> results = new ConcurrentHashMap<>();
        LauncherDiscoveryRequest request =
                LauncherDiscoveryRequestBuilder.request()
                        .selectors(Arrays.stream(types).map(type -> selectClass(type)).toList())
                        .configurationParameter(
                                "junit.jupiter.execution.parallel.enabled",
                                String.valueOf(parallel))
                        .configurationParameter(
                                "junit.jupiter.execution.parallel.mode.default", "concurrent")
                        .build();
        LauncherFactory.create()
                .execute(
                        request,
                        new TestExecutionListener() {
                            @Override
                            public void executionFinished(
                                    TestIdentifier test, TestExecutionResult result) {
                                if (test.isTest() || result.getStatus() != Status.SUCCESSFUL) {
                                    results.put(test.getUniqueId(), result);
                                }
                            }
                        });
        return results;
    }

    /** By the method, and the number of its invocation. */
    private static Map<String, TestExecutionResult> run(Class<?> type) {
        Map<String, TestExecutionResult> named = new LinkedHashMap<>();
        run(false, type)
                .forEach(
                        (id, result) ->
                                named.put(
                                        id.replaceAll(
                                                ".*/\\[test-template:(\\w+).*#(\\d+)]", "$1 $2"),
                                        result));
        return named;
    }

    private static TestExecutionResult only(Class<?> type) {
        Map<String, TestExecutionResult> results = run(type);
        assertEquals(1, results.size(), results::toString);
        return results.values().iterator().next();
    }

    private static String message(TestExecutionResult result) {
        assertEquals(Status.FAILED, result.getStatus(), result::toString);
        return result.getThrowable().orElseThrow().getMessage();
    }

    private static void assertContains(String text, String... parts) {
        for (String part : parts) {
            assertTrue(text.contains(part), text + "\nlacks: " + part);
        }
    }

    private static void assertPassed(TestExecutionResult result) {
        assertNull(result.getThrowable().orElse(null));
        assertEquals(Status.SUCCESSFUL, result.getStatus());
    }

    @Test
    void a_proof_passes() {
        assertPassed(only(Fixtures.Proved.class));
    }

    @Test
    void a_failure_shows_its_schedule_with_links_and_its_id() {
        TestExecutionResult result = only(Fixtures.Loses.class);
        String message = message(result);

        assertContains(
                message,
                "Loses.both_count: uncaught exception: main: org.opentest4j.AssertionFailedError",
                "expected: <2> but was: <1>",
                "Thread-0",
                "  at acme.Fixtures$Counter.set(Fixtures.java:",
                "  count = value;",
                "put @Replay(\"");
        assertTrue(!message.contains("org.junit."), message);
        StackTraceElement first = result.getThrowable().orElseThrow().getStackTrace()[0];
        assertEquals("acme.Fixtures$Loses.both_count", name(first));
    }

    private static String name(StackTraceElement frame) {
        return frame.getClassName() + "." + frame.getMethodName();
    }

    @Test
    void a_replay_runs_one_schedule_only() {
        assertPassed(only(Fixtures.ReplaysPlain.class));
    }

    @Test
    void an_id_that_is_none_or_does_not_fit_fails() {
        assertContains(message(only(Fixtures.ReplaysNonsense.class)), "«0cw1-2» is no schedule");
        assertContains(
                message(only(Fixtures.ReplaysWhatDoesNotFit.class)),
                "does not fit the test any more: 0 of its 1 choices");
    }

    @Test
    void what_is_not_decided_fails_unless_that_is_enough() {
        Map<String, TestExecutionResult> results = run(Fixtures.Undecided.class);

        assertContains(message(results.get("needs_a_proof 1")), "no proof", "proof = false");
        assertPassed(results.get("is_fine_without 1"));
    }

    @Test
    void a_race_fails_unless_it_is_allowed() {
        Map<String, TestExecutionResult> results = run(Fixtures.Races.class);

        assertContains(
                message(results.get("a_race_fails 1")),
                "data race: ",
                " reads plain:",
                " writes plain:",
                "    at acme.Fixtures$Races.");
        assertPassed(results.get("a_race_is_allowed 1"));
    }

    @Test
    void the_assertions_of_junit_are_explored_too() {
        assertContains(message(only(Fixtures.RacesInAnAssertion.class)), "data race: ");
    }

    @Test
    void a_deadlock_names_the_threads() {
        assertContains(message(only(Fixtures.Deadlocks.class)), "deadlock: ", "other");
    }

    @Test
    void each_invocation_of_a_parameterised_test_is_explored() {
        Map<String, TestExecutionResult> results = run(Fixtures.Parameters.class);

        assertPassed(results.get("of_a_value 1"));
        assertPassed(results.get("of_a_value 2"));
        assertPassed(results.get("of_an_enum 1"));
        assertContains(message(results.get("of_an_enum 2")), "expected: <2> but was: <1>");
        assertPassed(results.get("of_a_record 1"));
        assertPassed(results.get("repeated 1"));
        assertPassed(results.get("repeated 2"));
        assertContains(
                message(results.get("of_an_object 1")),
                "an argument of of_an_object is a acme.Fixtures$Counter");
        assertEquals(8, results.size());
    }

    @Test
    void a_run_has_the_life_cycle_of_junit() {
        run(false, Fixtures.Lifecycle.class).values().forEach(ExploreTestTest::assertPassed);
        assertContains(message(only(Fixtures.FailsAfterwards.class)), "the check after the test");
    }

    @Test
    void an_assumption_aborts_the_test() {
        assertEquals(Status.ABORTED, only(Fixtures.Aborts.class).getStatus());
    }

    @Test
    void what_no_run_can_have_is_refused_with_its_name() {
        assertContains(
                message(only(Fixtures.NeedsTestInfo.class)), "NeedsTestInfo.first has parameters");
        assertContains(message(only(Fixtures.BadBounds.class)), "preemptions -1");
    }

    @Test
    void who_is_refused_gets_no_advice_to_replay() {
        String message = message(only(Fixtures.Refused.class));
        assertContains(message, "new java.net.Socket", "Nothing is known of the test until");
        assertFalse(message.contains("@Replay"), message);
    }

    @Test
    void threads_have_the_names_that_java_gives_them() {
        assertPassed(only(Fixtures.Names.class));
    }

    @Test
    void an_exception_may_be_expected() {
        assertPassed(only(Fixtures.Throws.class));
    }

    @Test
    void tests_may_run_in_parallel() {
        Map<String, TestExecutionResult> results =
                run(true, Fixtures.Proved.class, Fixtures.Loses.class, Fixtures.Names.class);

        assertEquals(3, results.size());
        results.forEach(
                (id, result) ->
                        assertEquals(
                                id.contains("Loses") ? Status.FAILED : Status.SUCCESSFUL,
                                result.getStatus(),
                                id));
    }
}
