package signalkit.explorer.library;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import signalkit.explorer.Explored;
import signalkit.explorer.FindingKind;
import signalkit.explorer.Plan;
import signalkit.explorer.Result;
import signalkit.explorer.Scenario;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.Signals;

/** The values of atomics in texts, whose makers call {@code toString} inside of the JDK. */
class AtomicsTest {
    /** A thread raises two numbers one after the other; nobody may see the first one alone. */
    abstract static class Reader implements Scenario {
        final AtomicInteger one = new AtomicInteger();
        final AtomicInteger other = new AtomicInteger();
        private String seen;

        abstract String read();

        @Override
        public void prepare(Plan plan) {
            plan.thread(
                    "writer",
                    () -> {
                        one.incrementAndGet();
                        other.incrementAndGet();
                    });
            plan.thread("reader", () -> seen = read());
            plan.atEnd("the first number is never alone", () -> !seen.equals("1/0"));
        }
    }

    static final class Concatenates extends Reader {
        @Override
        String read() {
            return one + "/" + other;
        }
    }

    static final class AsksForTexts extends Reader {
        @Override
        String read() {
            String first = String.valueOf(one);
            return first + "/" + String.valueOf(other);
        }
    }

    static final class Appends extends Reader {
        @Override
        String read() {
            return new StringBuilder().append(one).append('/').append(other).toString();
        }
    }

    static final class AsksForNumbers extends Reader {
        @Override
        String read() {
            Number first = one;
            Number second = other;
            return first.intValue() + "/" + second.intValue();
        }
    }

    static final class AppliesFunctions extends Reader {
        private final Function<Object, String> text = String::valueOf;

        @Override
        String read() {
            return text.apply(one) + "/" + text.apply(other);
        }
    }

    static final class TakesThemOutOfReferences extends Reader {
        private final AtomicReference<AtomicInteger> first = new AtomicReference<>(one);
        private final AtomicReference<AtomicInteger> second = new AtomicReference<>(other);

        @Override
        String read() {
            return first + "/" + second;
        }
    }

    static final class FormatsBoth extends Reader {
        @Override
        String read() {
            return String.format("%s/%s", one, other);
        }
    }

    static final class ReadsAList extends Reader {
        @Override
        String read() {
            return List.of(one, other).toString().equals("[1, 0]") ? "1/0" : "";
        }
    }

    static final class ReadsAnArray extends Reader {
        private final AtomicIntegerArray both = new AtomicIntegerArray(2);

        @Override
        String read() {
            return "" + both;
        }

        @Override
        public void prepare(Plan plan) {
            super.prepare(plan);
            plan.thread("third", () -> both.set(1, 1));
        }
    }

    /** The same with a handler on top of the writer. */
    static final class ReadsInAHandler extends Reader {
        private String noted = "";

        @Override
        String read() {
            return "";
        }

        @Override
        public void prepare(Plan plan) {
            Signals.sigaction(Signal.USR1, Sigaction.handler(signal -> noted = one + "/" + other));
            plan.main(
                    () -> {
                        one.incrementAndGet();
                        other.incrementAndGet();
                    });
            plan.signal(Signal.USR1, "main");
            plan.atEnd("the first number is never alone", () -> !noted.equals("1/0"));
        }
    }

    /** One atomic is read in one step, whoever writes it meanwhile. */
    static final class ReadsOne extends Reader {
        private final LongAdder sum = new LongAdder();

        @Override
        String read() {
            return "" + one;
        }

        @Override
        public void prepare(Plan plan) {
            super.prepare(plan);
            plan.atEnd("the sum is zero", () -> sum.toString().equals("0"));
        }
    }

    /** A handler comes to a text of an atomic that the handler changes. */
    static final class HandlerWrites implements Scenario {
        private final AtomicInteger count = new AtomicInteger();
        private String seen;

        @Override
        public void prepare(Plan plan) {
            Signals.sigaction(Signal.USR1, Sigaction.handler(signal -> count.incrementAndGet()));
            plan.main(() -> seen = "" + count + count);
            plan.signal(Signal.USR1, "main");
            plan.atEnd("it grows", () -> List.of("00", "01", "11").contains(seen));
        }
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                Concatenates.class,
                AsksForTexts.class,
                Appends.class,
                AsksForNumbers.class,
                AppliesFunctions.class,
                TakesThemOutOfReferences.class,
                ReadsInAHandler.class
            })
    void a_value_that_changes_between_two_texts_is_seen(Class<? extends Scenario> type) {
        Explored.assertFails(type, FindingKind.INVARIANT_VIOLATED);
    }

    static Stream<Class<? extends Scenario>> several() {
        return Stream.of(FormatsBoth.class, ReadsAList.class, ReadsAnArray.class);
    }

    @ParameterizedTest
    @MethodSource("several")
    void a_text_of_several_atomics_is_no_proof(Class<? extends Scenario> type) {
        Result result = Explored.explore(type);
        assertFalse(result.isProof(), result.toString());
    }

    @ParameterizedTest
    @ValueSource(classes = {ReadsOne.class, HandlerWrites.class})
    void a_text_of_one_atomic_is_one_step(Class<? extends Scenario> type) {
        Explored.assertProved(type);
    }
}
