package signalkit.explorer.library;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import signalkit.explorer.Explored;
import signalkit.explorer.FindingKind;
import signalkit.explorer.Plan;
import signalkit.explorer.Result;
import signalkit.explorer.Scenario;

/** Calls of the JDK that are several steps, or concern a part of an object only. */
class OverlapsTest {
    abstract static class TwoThreads implements Scenario {
        abstract void one();

        abstract void other();

        boolean isRight() {
            return true;
        }

        @Override
        public void prepare(Plan plan) {
            plan.thread("a", this::one);
            plan.thread("b", this::other);
            plan.atEnd("it is right", this::isRight);
        }
    }

    static class PrintsThroughTwoWriters extends TwoThreads {
        final StringWriter text = new StringWriter();

        @Override
        void one() {
            new PrintWriter(text).println("a");
        }

        @Override
        void other() {
            new PrintWriter(text).println("b");
        }
    }

    static final class ReadsWhatAWriterPrints extends PrintsThroughTwoWriters {
        @Override
        void other() {
            text.toString();
        }
    }

    static final class ReadsTheBufferOfAWriter extends PrintsThroughTwoWriters {
        private final StringBuffer buffer = text.getBuffer();

        @Override
        void other() {
            buffer.length();
        }
    }

    static final class PrintsThroughOneWriter extends PrintsThroughTwoWriters {
        private final PrintWriter writer = new PrintWriter(text);

        @Override
        void one() {
            writer.println("a");
        }

        @Override
        void other() {
            writer.println("b");
        }

        @Override
        boolean isRight() {
            return text.toString().length() == 2 + 2 * System.lineSeparator().length();
        }
    }

    static class AsksWhileOthersAdd extends TwoThreads {
        final LongAdder sum = new LongAdder();

        @Override
        void one() {
            sum.increment();
        }

        @Override
        void other() {
            sum.sum();
        }
    }

    static final class AsksInTheEnd extends AsksWhileOthersAdd {
        @Override
        void other() {
            sum.add(2);
        }

        @Override
        boolean isRight() {
            return sum.sum() == 3;
        }
    }

    /** Each thread joins the one that adds before it asks. */
    static final class AsksAfterAJoin implements Scenario {
        private final LongAdder sum = new LongAdder();

        private void run() {
            Thread adder = new Thread(sum::increment);
            adder.start();
            try {
                adder.join();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            assert sum.sum() == 1;
        }

        @Override
        public void prepare(Plan plan) {
            plan.thread("a", this::run);
        }
    }

    static class SetsItsOwnElement extends TwoThreads {
        final List<String> list = make();

        List<String> make() {
            return new ArrayList<>(List.of("", ""));
        }

        @Override
        void one() {
            list.set(0, "a");
        }

        @Override
        void other() {
            list.set(list.size() - 1, "b");
        }

        @Override
        boolean isRight() {
            return list.equals(List.of("a", "b"));
        }
    }

    static final class SetsItsOwnElementOfAnArray extends SetsItsOwnElement {
        @Override
        List<String> make() {
            return Arrays.asList("", "");
        }
    }

    /** What becomes of the list is not looked at. */
    abstract static class SharesAnElement extends SetsItsOwnElement {
        @Override
        boolean isRight() {
            return true;
        }
    }

    static final class SetsTheSameElement extends SharesAnElement {
        @Override
        void other() {
            list.set(0, "b");
        }
    }

    static final class GetsTheElement extends SharesAnElement {
        @Override
        void other() {
            list.get(0);
        }
    }

    static final class GoesThroughTheList extends SharesAnElement {
        @Override
        void other() {
            for (String each : list) {
                each.length();
            }
        }
    }

    static final class AddsToTheList extends SharesAnElement {
        @Override
        void other() {
            list.add("c");
        }
    }

    static Stream<Arguments> several() {
        return Stream.of(
                Arguments.of(PrintsThroughTwoWriters.class, "println"),
                Arguments.of(ReadsWhatAWriterPrints.class, "println"),
                Arguments.of(ReadsTheBufferOfAWriter.class, "println"),
                Arguments.of(AsksWhileOthersAdd.class, "sum"));
    }

    @ParameterizedTest
    @MethodSource("several")
    void a_call_of_several_steps_that_another_one_meets_is_named(
            Class<? extends Scenario> type, String method) {
        Result result = Explored.explore(type);

        assertFalse(result.isProof(), result::toString);
        String words = "the steps of " + method + " one by one at ";
        assertTrue(result.toString().contains(words), result::toString);
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                PrintsThroughOneWriter.class,
                AsksInTheEnd.class,
                AsksAfterAJoin.class,
                SetsItsOwnElement.class,
                SetsItsOwnElementOfAnArray.class
            })
    void what_nothing_meets_is_proved(Class<? extends Scenario> type) {
        Explored.assertProved(type);
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                SetsTheSameElement.class,
                GetsTheElement.class,
                GoesThroughTheList.class,
                AddsToTheList.class
            })
    void an_element_that_two_use_is_raced_for(Class<? extends Scenario> type) {
        Explored.assertFails(type, FindingKind.DATA_RACE);
    }
}
