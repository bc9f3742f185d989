package signalkit.explorer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Set;

/**
 * What the tests say of a scenario: it fails, and its schedule shows that again, or it is proved.
 */
public final class Explored {
    public static final Bounds BOUNDS = Bounds.DEFAULT.withTime(Duration.ofMinutes(1));

    public static Result explore(Class<? extends Scenario> type) {
        return Explorer.explore(ScenarioCode.of(type), BOUNDS);
    }

    /** Data races are listed: what they do is looked at. */
    public static Result exploreWithRaces(Class<? extends Scenario> type, Bounds bounds) {
        Set<FindingKind> none = Set.of();
        return Explorer.explore(ScenarioCode.of(type), bounds, none, ignored -> {});
    }

    public static Result assertFails(Class<? extends Scenario> type, FindingKind kind) {
        Result result = explore(type);
        assertTrue(result.failure().isPresent(), result::toString);
        assertEquals(kind, result.failure().get().finding().kind(), result::toString);
        Trace trace =
                Explorer.replay(
                        ScenarioCode.of(type), Schedule.of(result.failure().get().schedule().id()));
        assertEquals(result.failure().get().finding(), trace.finding(), trace::toString);
        return result;
    }

    public static void assertProved(Class<? extends Scenario> type) {
        Result result = explore(type);
        assertTrue(result.isProof(), result::toString);
    }

    private Explored() {}
}
