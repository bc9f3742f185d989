package ordinary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import signalkit.explorer.Bounds;
import signalkit.explorer.Explorer;
import signalkit.explorer.FindingKind;
import signalkit.explorer.PlainProgram;
import signalkit.explorer.ScenarioException;
import signalkit.explorer.Schedule;

/** {@link Explorer#check}: a program in one line. */
class CheckTest {
    private static final Pattern REPLAY = Pattern.compile("Explorer\\.replay\\(\"(.*)\", ");

    private static void countTogether(int times, int expected) throws InterruptedException {
        AtomicInteger count = new AtomicInteger();
        Thread other = new Thread(() -> count.addAndGet(times));
        other.start();
        count.set(count.get() + times);
        other.join();
        assert count.get() == expected : "counted " + count.get();
    }

    private static void passes() throws InterruptedException {
        AtomicInteger count = new AtomicInteger();
        Thread other = new Thread(count::incrementAndGet);
        other.start();
        count.incrementAndGet();
        other.join();
        assert count.get() == 2;
    }

    private void helper() throws InterruptedException {
        passes();
    }

    @Test
    void a_proof_is_returned() {
        assertTrue(Explorer.check(() -> passes()).isProof());
        assertTrue(Explorer.check(CheckTest::passes).isProof());
    }

    @Test
    void a_failure_is_an_assertion_error_whose_schedule_can_be_run_again() {
        PlainProgram program = () -> countTogether(1, 2);
        AssertionError error = assertThrows(AssertionError.class, () -> Explorer.check(program));

        String text = error.getMessage();
        assertTrue(text.startsWith("CheckTest.a_failure_is_an_assertion_error"), text);
        assertTrue(text.contains("counted 1"), text);
        assertTrue(text.contains("  at ordinary.CheckTest.countTogether("), text);
        Matcher id = REPLAY.matcher(text);
        assertTrue(id.find(), text);
        AssertionError again =
                assertThrows(AssertionError.class, () -> Explorer.replay(id.group(1), program));
        assertTrue(again.getMessage().contains("counted 1"), again::getMessage);
        Explorer.replay(Schedule.PLAIN.id(), program);
    }

    @Test
    void a_schedule_that_does_not_fit_is_no_pass() {
        String text =
                assertThrows(ScenarioException.class, () -> Explorer.replay("0g1g-35", () -> {}))
                        .getMessage();

        assertTrue(text.contains("does not fit the program"), text);
    }

    @Test
    void what_is_not_decided_does_not_pass() {
        String text =
                assertThrows(
                                AssertionError.class,
                                () ->
                                        Explorer.check(
                                                Bounds.DEFAULT.withRuns(1).withWorkers(1),
                                                () -> passes()))
                        .getMessage();

        assertTrue(text.contains("no proof"), text);
    }

    @Test
    void values_from_outside_are_copied_for_each_run() {
        int times = 3;
        int[] sums = {0, 6};
        FindingKind kind = FindingKind.DEADLOCK;
        List<String> names = new ArrayList<>(List.of("a", "b"));

        Explorer.check(
                () -> {
                    assert times == 3 && sums[0]++ == 0 && kind == FindingKind.DEADLOCK;
                    names.add("c");
                    assert names.size() == 3;
                    passes();
                });

        assertEquals(0, sums[0]);
        assertEquals(2, names.size());
    }

    @Test
    void an_object_from_outside_is_refused_by_the_name_of_its_class() {
        AtomicInteger shared = new AtomicInteger();
        String text =
                assertThrows(
                                ScenarioException.class,
                                () -> Explorer.check(() -> shared.incrementAndGet()))
                        .getMessage();

        assertTrue(text.contains("uses a java.util.concurrent.atomic.AtomicInteger"), text);
        assertTrue(text.contains("inside the lambda"), text);
    }

    @Test
    void a_test_class_without_fields_may_be_used() {
        assertTrue(Explorer.check(() -> helper()).isProof());
        assertTrue(Explorer.check(this::helper).isProof());
    }

    /** Has a field, so that one new object is not as good as another. */
    private static final class WithField implements Serializable {
        private static final long serialVersionUID = 1L;
        private int field;

        void check() {
            Explorer.check(() -> field++);
        }
    }

    @Test
    void a_test_class_with_fields_is_refused() {
        String text =
                assertThrows(ScenarioException.class, () -> new WithField().check()).getMessage();

        assertTrue(text.contains("uses this WithField"), text);
        assertTrue(text.contains("@ExploreTest"), text);
    }

    @Test
    void only_a_lambda_can_be_checked() {
        PlainProgram program =
                new PlainProgram() {
                    private static final long serialVersionUID = 1L;

                    @Override
                    public void run() {}
                };
        String text =
                assertThrows(ScenarioException.class, () -> Explorer.check(program)).getMessage();

        assertTrue(text.contains("is no lambda"), text);
        assertFalse(text.contains("Exception"), text);
    }

    /** Has a static field, and a method whose type is the class below it. */
    private static class Root {
        static int made;

        Middle middle() {
            made++;
            return null;
        }
    }

    private static class Middle extends Root {}

    private static final class Leaf extends Middle {}

    @Test
    void a_class_may_name_the_one_that_extends_it() {
        assertTrue(Explorer.check(() -> new Leaf().middle()).isProof());
    }

    /** Its text comes from explored code, which a thread that has ended cannot run as steps. */
    private static final class Worded extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final StringBuffer words = new StringBuffer("worded");
        private volatile int reads;

        @Override
        public String toString() {
            reads++;
            return words.toString() + reads;
        }
    }

    @Test
    void an_exception_may_make_its_own_words() {
        PlainProgram program =
                () -> {
                    throw new Worded();
                };
        String text =
                assertThrows(AssertionError.class, () -> Explorer.check(program)).getMessage();

        assertTrue(text.contains("uncaught exception: main: worded1"), text);
    }
}
