package signalkit.explorer.library;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import signalkit.explorer.Explored;
import signalkit.explorer.FindingKind;
import signalkit.explorer.Plan;
import signalkit.explorer.Result;
import signalkit.explorer.Scenario;

/** A program asks an atomic for its text: it reads each element, and what a reference leads to. */
class AtomicTextsTest {
    /** The text of the first thread is of before both changes, that of the second one of after. */
    static final class ReadsBeforeAndAfter implements Scenario {
        private final AtomicIntegerArray array = new AtomicIntegerArray(2);
        private String before;
        private String after;

        @Override
        public void prepare(Plan plan) {
            plan.thread(
                    "first",
                    () -> {
                        before = array.toString();
                        array.updateAndGet(0, value -> 2 * value + 1);
                    });
            plan.thread(
                    "second",
                    () -> {
                        array.incrementAndGet(0);
                        array.compareAndSet(0, 0, 2);
                        after = array.toString();
                    });
            plan.atEnd(
                    "never [0, 0] and [3, 0]",
                    () -> !(before.equals("[0, 0]") && after.equals("[3, 0]")));
        }
    }

    /** Only the invariant asks for the text. */
    static final class IsLookedAt implements Scenario {
        private final AtomicIntegerArray array = new AtomicIntegerArray(2);

        @Override
        public void prepare(Plan plan) {
            plan.thread(
                    "writer",
                    () -> {
                        array.set(0, 1);
                        array.set(1, 1);
                    });
            plan.always("both or none", () -> !array.toString().equals("[1, 0]"));
        }
    }

    static final class ReadsABuilder implements Scenario {
        private final StringBuilder builder = new StringBuilder("a");
        private final AtomicReference<StringBuilder> reference = new AtomicReference<>(builder);

        @Override
        public void prepare(Plan plan) {
            plan.thread("writer", () -> builder.append('b'));
            plan.thread("reader", () -> reference.toString());
        }
    }

    static final class ReadsBuilders implements Scenario {
        private final StringBuilder builder = new StringBuilder("a");
        private final AtomicReferenceArray<StringBuilder> array =
                new AtomicReferenceArray<>(new StringBuilder[] {builder, null});

        @Override
        public void prepare(Plan plan) {
            plan.thread("writer", () -> builder.append('b'));
            plan.thread("reader", () -> array.toString());
        }
    }

    /** Nobody writes while the text is made. */
    abstract static class Ordered implements Scenario {
        final AtomicIntegerArray array = new AtomicIntegerArray(2);

        abstract void meanwhile();

        @Override
        public void prepare(Plan plan) {
            plan.main(
                    () -> {
                        Thread first = new Thread(() -> array.incrementAndGet(0));
                        Thread second = new Thread(() -> array.incrementAndGet(1));
                        first.start();
                        second.start();
                        try {
                            first.join();
                            meanwhile();
                            second.join();
                        } catch (InterruptedException e) {
                            throw new AssertionError(e);
                        }
                        if (!array.toString().equals("[1, 1]")) {
                            throw new AssertionError(array.toString());
                        }
                    });
        }
    }

    static final class ReadsAtTheEnd extends Ordered {
        @Override
        void meanwhile() {
            // Nothing.
        }
    }

    static final class ReadsBeside extends Ordered {
        @Override
        void meanwhile() {
            if (array.toString().isEmpty()) {
                throw new AssertionError();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {ReadsBeforeAndAfter.class, IsLookedAt.class})
    void all_elements_are_read(Class<? extends Scenario> type) {
        Explored.assertFails(type, FindingKind.INVARIANT_VIOLATED);
    }

    @ParameterizedTest
    @ValueSource(classes = {ReadsABuilder.class, ReadsBuilders.class})
    void what_a_reference_leads_to_is_read(Class<? extends Scenario> type) {
        Explored.assertFails(type, FindingKind.DATA_RACE);
    }

    @Test
    void a_text_that_nobody_can_change_meanwhile_is_one_step() {
        Explored.assertProved(ReadsAtTheEnd.class);
    }

    @Test
    void a_text_that_somebody_may_change_meanwhile_is_no_proof() {
        Result result = Explored.explore(ReadsBeside.class);

        assertFalse(result.isProof(), result.toString());
        assertTrue(
                result.toString().contains("the steps of toString one by one"), result::toString);
    }
}
