package signalkit.explorer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.model.Counter;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
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

    /** Only offers and polls, each of which takes effect at one moment. */
    static final class OffersAndPolls implements Scenario {
        private final ConcurrentLinkedQueue<String> queue = new ConcurrentLinkedQueue<>();

        @Override
        public void prepare(Plan plan) {
            plan.thread("offers", () -> queue.offer("a"));
            plan.thread("polls", () -> queue.poll());
        }
    }

    /** Adds up cells that another thread may be changing. */
    static final class AddsUpCells implements Scenario {
        private final LongAdder adder = new LongAdder();

        @Override
        public void prepare(Plan plan) {
            plan.thread("adds", adder::increment);
            plan.thread("sums", adder::sum);
        }
    }

    /** The order of its keys is another one in each JVM. */
    static final class PassesOverSet implements Scenario {
        private final Set<Object> set = new HashSet<>(Set.of(new Object(), Thread.State.NEW));

        @Override
        public void prepare(Plan plan) {
            plan.thread("passes", () -> set.iterator().next());
        }
    }

    /** Texts have hash codes that depend on their letters alone, and so has their order. */
    static final class PassesOverTexts implements Scenario {
        private final Set<String> set = new HashSet<>(Set.of("a", "b"));

        @Override
        public void prepare(Plan plan) {
            plan.thread("passes", () -> set.iterator().next());
        }
    }

    /** Locks two objects in the order of their hash codes. */
    static final class OrdersByIdentity implements Scenario {
        private final Object one = new Object();
        private final Object other = new Object();

        @Override
        public void prepare(Plan plan) {
            plan.thread(
                    "compares",
                    () -> {
                        assert System.identityHashCode(one) != System.identityHashCode(other);
                    });
        }
    }

    @Test
    void the_order_of_hash_codes_by_identity_is_one_of_many() {
        assertNotDecided(PassesOverSet.class, "other orders of the keys of a HashSet");
        assertNotDecided(OrdersByIdentity.class, "other hash codes by identity");
        assertTrue(explore(PassesOverTexts.class).isProof());
    }

    /** Two threads move one iterator on; the list cannot change, and the iterator does. */
    static final class SharesIterator implements Scenario {
        private final Iterator<String> iterator = List.of("a", "b", "c").iterator();

        @Override
        public void prepare(Plan plan) {
            plan.thread("one", () -> iterator.next());
            plan.thread("other", () -> iterator.next());
        }
    }

    @Test
    void calls_that_take_effect_at_one_moment_can_be_proved() {
        Result result = explore(OffersAndPolls.class);
        assertTrue(result.isProof(), result::toString);
    }

    @Test
    void a_sum_of_cells_has_several_steps() {
        assertNotDecided(AddsUpCells.class, "sum");
    }

    @Test
    void an_iterator_of_a_list_that_cannot_change_is_changed_by_next() {
        Explored.assertFails(SharesIterator.class, FindingKind.DATA_RACE);
    }

    private static void assertNotDecided(Class<? extends Scenario> type, String what) {
        Result result = explore(type);
        assertTrue(result.failure().isEmpty(), result::toString);
        assertFalse(result.isProof(), result::toString);
        assertTrue(
                result.unexplored().stream().anyMatch(each -> each.contains(what)),
                result::toString);
    }

    private static Result explore(Class<? extends Scenario> type) {
        return Explorer.explore(ScenarioCode.of(type), Explored.BOUNDS);
    }
}
