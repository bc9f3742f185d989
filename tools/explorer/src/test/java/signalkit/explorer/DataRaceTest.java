package signalkit.explorer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static signalkit.explorer.Explored.BOUNDS;
import static signalkit.explorer.Explored.explore;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A data race is a failure, or a warning where it is allowed, with both accesses. */
class DataRaceTest {
    static final class Race implements Scenario {
        private boolean plain;
        private boolean seen;

        private void write() {
            plain = true;
        }

        private void read() {
            seen = plain;
        }

        @Override
        public void prepare(Plan plan) {
            plan.thread("a", () -> write());
            plan.thread("b", () -> read());
        }
    }

    @Test
    void a_plain_flag_between_two_threads_is_a_data_race_with_both_places() {
        Result result = Explored.exploreWithRaces(Race.class, BOUNDS);

        assertTrue(result.isProof(), result::toString);
        assertTrue(
                result.toString().endsWith("data races let be, at most 2 older values in a run"),
                "" + result);
        assertEquals(1, result.warnings().size(), () -> result.warnings().toString());
        String text = result.warnings().get(0).finding().text();
        assertTrue(text.contains("writes plain") && text.contains("reads plain"), text);
        Result strict = explore(Race.class);
        assertEquals(FindingKind.DATA_RACE, strict.failure().get().finding().kind());
    }

    static final class Allowed implements Scenario {
        private boolean plain;

        @Override
        public void prepare(Plan plan) {
            plan.allowRaces("what is looked at is something else");
            plan.thread("a", () -> plain = true);
            plan.thread("b", () -> plain = true);
        }
    }

    @Test
    void a_scenario_may_allow_races_which_are_listed_then() {
        Result result = explore(Allowed.class);

        assertTrue(result.isProof(), result::toString);
        assertEquals(1, result.warnings().size(), () -> result.warnings().toString());
    }

    @Test
    void a_replay_shows_a_data_race_with_the_stacks_of_both_accesses() {
        Schedule schedule = explore(Race.class).warnings().get(0).schedule();

        Trace trace = Explorer.replay(ScenarioCode.of(Race.class), schedule);

        assertEquals(1, trace.warnings().size(), trace::toString);
        Trace.Warning warning = trace.warnings().get(0);
        assertEquals(FindingKind.DATA_RACE, warning.finding().kind());
        List<String> methods =
                warning.steps().stream()
                        .map(index -> trace.steps().get(index))
                        .map(step -> trace.threads().get(step.thread()) + methods(step))
                        .sorted()
                        .toList();
        assertEquals(List.of("a write prepare", "b read prepare"), methods);
    }

    /** The methods of a stack, with lambdas under the name of the method that they stand in. */
    private static String methods(Trace.Step step) {
        StringBuilder text = new StringBuilder();
        for (String frame : step.stack()) {
            String method = frame.substring(0, frame.indexOf('(')).replaceAll(".*[.]", "");
            text.append(' ').append(method.replaceAll("lambda[$](\\w+)[$].*", "$1"));
        }
        return text.toString();
    }
}
