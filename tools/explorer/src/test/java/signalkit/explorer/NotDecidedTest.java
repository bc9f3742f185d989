package signalkit.explorer;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;

/** What the JDK may do in several ways or steps, and the explorer in one, is no proof. */
class NotDecidedTest {
    /** Passes over a queue that another thread changes meanwhile. */
    static final class PassesOverQueue implements Scenario {
        private final ConcurrentLinkedQueue<String> queue = new ConcurrentLinkedQueue<>();

        @Override
        public void prepare(Plan plan) {
            queue.add("a");
            plan.thread("changes", () -> queue.offer("b"));
            plan.thread(
                    "passes",
                    () -> {
                        for (String each : queue) {
                            assert !each.isEmpty();
                        }
                    });
        }
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

    /** Compares and sets with an operation that may fail for no reason. */
    static final class ComparesWeakly implements Scenario {
        private final AtomicInteger number = new AtomicInteger();

        @Override
        public void prepare(Plan plan) {
            plan.thread("sets", () -> number.weakCompareAndSetVolatile(0, 1));
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

    /** Two threads wait on one monitor, and notify may wake either. */
    static final class NotifiesOne implements Scenario {
        private int permits;

        private synchronized void take() {
            while (permits == 0) {
                try {
                    wait();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            }
            permits--;
        }

        private synchronized void give() {
            permits++;
            notify();
        }

        @Override
        public void prepare(Plan plan) {
            plan.thread("first", this::take);
            plan.thread("second", this::take);
            plan.thread(
                    "gives",
                    () -> {
                        give();
                        give();
                    });
        }
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
    void a_pass_over_a_concurrent_queue_has_several_steps() {
        assertNotDecided(PassesOverQueue.class, "iterator");
    }

    @Test
    void calls_that_take_effect_at_one_moment_can_be_proved() {
        Result result = explore(OffersAndPolls.class);
        assertTrue(result.isProof(), result::toString);
    }

    @Test
    void a_weak_comparison_may_fail_for_no_reason() {
        assertNotDecided(ComparesWeakly.class, "weakCompareAndSetVolatile");
    }

    @Test
    void a_sum_of_cells_has_several_steps() {
        assertNotDecided(AddsUpCells.class, "sum");
    }

    @Test
    void notify_may_wake_any_of_several_waiters() {
        assertNotDecided(NotifiesOne.class, "notify");
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
