package signalkit.explorer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.model.Counter;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

/** Nothing that a scenario reaches is silently one step; what is, is named and denies the proof. */
class UnexploredTest {
    /** Counts with a class of another package. */
    static final class CountsElsewhere implements Scenario {
        private final Counter counter = new Counter();

        @Override
        public void prepare(Plan plan) {
            plan.thread("a", counter::increment);
            plan.thread("b", counter::increment);
            plan.atEnd("both increments count", () -> counter.count() == 2);
        }
    }

    @Test
    void a_class_of_another_package_is_explored() {
        Explored.assertFails(CountsElsewhere.class, FindingKind.INVARIANT_VIOLATED);
    }

    @Test
    void what_is_left_out_is_named_and_denies_the_proof() {
        ScenarioCode code =
                new ScenarioCode(
                        CountsElsewhere.class.getName(),
                        CountsElsewhere.class.getClassLoader(),
                        "signalkit.explorer.");

        Result result = Explorer.explore(code, Explored.BOUNDS);

        assertTrue(result.failure().isEmpty(), result::toString);
        assertFalse(result.isProof(), result::toString);
        assertEquals(Set.of(Counter.class.getName()), result.unexplored());
        assertTrue(result.toString().endsWith("; not explored: app.model.Counter"), "" + result);
    }

    /** Reads and writes an atomic, each through a reference to the method of the JDK itself. */
    static final class RefersToMethods implements Scenario {
        private final AtomicInteger atomic = new AtomicInteger();

        private void increment() {
            IntSupplier get = atomic::get;
            IntUnaryOperator set = atomic::getAndSet;
            set.applyAsInt(get.getAsInt() + 1);
        }

        @Override
        public void prepare(Plan plan) {
            plan.thread("a", this::increment);
            plan.thread("b", this::increment);
            plan.atEnd("both increments count", () -> atomic.get() == 2);
        }
    }

    @Test
    void a_reference_to_a_method_of_the_JDK_is_a_call_like_any_other() {
        Explored.assertFails(RefersToMethods.class, FindingKind.INVARIANT_VIOLATED);
    }

    /** What is passed to another constructor. */
    static class Base {
        final int number;

        Base(int number) {
            this.number = number;
        }
    }

    /** Numbers its objects where no object is yet. */
    static final class Numbered extends Base {
        Numbered(AtomicInteger source) {
            super(source.getAndSet(source.get() + 1));
        }
    }

    static final class NumbersInConstructors implements Scenario {
        private final AtomicInteger source = new AtomicInteger();

        @Override
        public void prepare(Plan plan) {
            plan.thread("a", () -> new Numbered(source));
            plan.thread("b", () -> new Numbered(source));
            plan.atEnd("two objects have two numbers", () -> source.get() == 2);
        }
    }

    @Test
    void what_a_constructor_passes_to_another_one_is_explored() {
        Explored.assertFails(NumbersInConstructors.class, FindingKind.INVARIANT_VIOLATED);
    }
}
