package signalkit.litmus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import signalkit.explorer.Bounds;
import signalkit.explorer.Explorer;
import signalkit.explorer.FindingKind;
import signalkit.explorer.Plan;
import signalkit.explorer.Result;
import signalkit.explorer.Scenario;
import signalkit.explorer.ScenarioCode;
import signalkit.explorer.Schedule;
import signalkit.explorer.Trace;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.Signals;

/** Programs that rely on a memory order: those that do so rightly are proved, the others fail. */
class WeakProgramsTest {
    private static final Bounds BOUNDS = Bounds.DEFAULT.withTime(Duration.ofSeconds(20));

    private static Result explore(Class<? extends Scenario> type) {
        return Explorer.explore(ScenarioCode.of(type), BOUNDS);
    }

    private static Trace assertFails(Class<? extends Scenario> type, FindingKind kind) {
        Result result = explore(type);
        assertTrue(result.failure().isPresent(), result::toString);
        assertEquals(kind, result.failure().get().finding().kind(), result::toString);
        String id = result.failure().get().schedule().id();
        Trace trace = Explorer.replay(ScenarioCode.of(type), Schedule.of(id));
        assertEquals(result.failure().get().finding(), trace.finding(), trace::toString);
        assertEquals(id, trace.schedule().id());
        return trace;
    }

    static Stream<Class<? extends Scenario>> right() {
        return Stream.of(
                Publications.FinalField.class,
                Publications.ByRelease.class,
                Publications.LazySetQueue.class,
                Publications.ByFences.class,
                Publications.CheckedTwice.class,
                Publications.Stack.class,
                Exclusions.DekkerVolatile.class,
                Exclusions.DekkerFenced.class,
                Exclusions.PetersonVolatile.class,
                Exclusions.SpinLock.class,
                Exclusions.SequenceLock.class);
    }

    @ParameterizedTest
    @MethodSource("right")
    void right_programs_are_proved(Class<? extends Scenario> type) {
        Result result = explore(type);
        assertTrue(result.isProof(), result::toString);
    }

    static Stream<Class<? extends Scenario>> violated() {
        return Stream.of(
                Publications.OpaqueFlag.class,
                Publications.Unsafe.class,
                Publications.HalfFenced.class,
                Publications.CheckedTwicePlain.class,
                Publications.StackSetPlain.class,
                Exclusions.DekkerRelease.class,
                Exclusions.DekkerOpaque.class,
                Exclusions.PetersonRelease.class,
                Exclusions.SpinLockFailing.class,
                Exclusions.SequenceLockUnfenced.class);
    }

    @ParameterizedTest
    @MethodSource("violated")
    void wrong_programs_see_an_older_value(Class<? extends Scenario> type) {
        assertFails(type, FindingKind.INVARIANT_VIOLATED);
    }

    static Stream<Class<? extends Scenario>> racy() {
        return Stream.of(Publications.OpaqueFlagOfPlain.class, Publications.StackOpaque.class);
    }

    @ParameterizedTest
    @MethodSource("racy")
    void what_opaque_accesses_do_not_order_races(Class<? extends Scenario> type) {
        assertFails(type, FindingKind.DATA_RACE);
    }

    @Test
    void the_trace_shows_the_older_value_and_the_latest() {
        Trace trace = assertFails(Publications.OpaqueFlag.class, FindingKind.INVARIANT_VIOLATED);
        assertTrue(
                trace.steps().stream()
                        .anyMatch(step -> step.text().endsWith(" = 0 (older; latest 1)")),
                trace::toString);
    }

    @Test
    void load_buffering_is_named_and_denies_the_proof() {
        Result result = explore(Publications.LoadBuffering.class);
        assertTrue(result.failure().isEmpty(), result::toString);
        assertFalse(result.isProof(), result::toString);
        assertTrue(result.toString().contains("a read that sees the later write at"), "" + result);
    }

    @Test
    void without_older_values_the_search_is_what_it_was() {
        Result result =
                Explorer.explore(
                        ScenarioCode.of(Publications.OpaqueFlag.class), BOUNDS.withOlderValues(0));
        assertTrue(result.isProof(), result::toString);
        assertTrue(result.toString().endsWith("at most 0 older values in a run"), "" + result);
    }

    @Test
    void a_weak_comparison_fails_for_no_reason_unless_that_is_turned_off() {
        assertFails(Exclusions.ComparesOnce.class, FindingKind.INVARIANT_VIOLATED);
        Result result =
                Explorer.explore(
                        ScenarioCode.of(Exclusions.ComparesOnce.class),
                        BOUNDS.withoutSpuriousWakeUps());
        assertTrue(result.isProof(), result::toString);
    }

    /**
     * A handler writes weakly on top of a thread that is about to do so, and so does another one.
     */
    static final class HandlerWritesWeakly implements Scenario {
        private final AtomicInteger value = new AtomicInteger();

        @Override
        public void prepare(Plan plan) {
            Signals.sigaction(Signal.USR1, Sigaction.handler(signal -> value.lazySet(2)));
            plan.thread(
                    "a",
                    () -> {
                        value.lazySet(1);
                        value.lazySet(4);
                    });
            plan.thread("b", () -> value.lazySet(3));
            plan.signal(Signal.USR1, "a");
            plan.show("last", value::get);
        }
    }

    @Test
    void a_handler_may_write_weakly_on_top_of_a_weak_write() {
        Result result = explore(HandlerWritesWeakly.class);

        assertTrue(result.failure().isEmpty(), result::toString);
        assertEquals(Set.of("last=2", "last=3", "last=4"), Set.copyOf(result.outcomes()));
    }
}
