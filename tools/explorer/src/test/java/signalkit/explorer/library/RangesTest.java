package signalkit.explorer.library;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.CharBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import signalkit.explorer.Explored;
import signalkit.explorer.FindingKind;
import signalkit.explorer.Plan;
import signalkit.explorer.Result;
import signalkit.explorer.Scenario;

/** A call of the JDK that is given a part of an array touches that part, and no more. */
class RangesTest {
    /** Another thread writes the last of three elements. */
    abstract static class Beside implements Scenario {
        final byte[] bytes = new byte[3];
        final char[] chars = new char[3];

        abstract void use(int from);

        abstract int from();

        @Override
        public void prepare(Plan plan) {
            plan.thread("user", () -> use(from()));
            plan.thread(
                    "writer",
                    () -> {
                        bytes[2] = 1;
                        chars[2] = 'c';
                    });
        }
    }

    abstract static class First extends Beside {
        @Override
        int from() {
            return 0;
        }
    }

    abstract static class Last extends Beside {
        @Override
        int from() {
            return 1;
        }
    }

    static final class WritesFirst extends First {
        @Override
        void use(int from) {
            new ByteArrayOutputStream().write(bytes, from, 2);
        }
    }

    static final class WritesLast extends Last {
        @Override
        void use(int from) {
            new ByteArrayOutputStream().write(bytes, from, 2);
        }
    }

    static final class ReadsFirst extends First {
        @Override
        void use(int from) {
            new ByteArrayInputStream(new byte[9]).read(bytes, from, 2);
        }
    }

    static final class ReadsLast extends Last {
        @Override
        void use(int from) {
            new ByteArrayInputStream(new byte[9]).read(bytes, from, 2);
        }
    }

    static final class MakesTextOfFirst extends First {
        @Override
        void use(int from) {
            new String(chars, from, 2).isEmpty();
        }
    }

    static final class MakesTextOfLast extends Last {
        @Override
        void use(int from) {
            new String(chars, from, 2).isEmpty();
        }
    }

    static final class GetsFirst extends First {
        @Override
        void use(int from) {
            "xyz".getChars(1, 3, chars, from);
        }
    }

    static final class GetsLast extends Last {
        @Override
        void use(int from) {
            "xyz".getChars(1, 3, chars, from);
        }
    }

    static final class AppendsFirst extends First {
        @Override
        void use(int from) {
            new StringBuilder().append(chars, from, 2);
        }
    }

    static final class AppendsLast extends Last {
        @Override
        void use(int from) {
            new StringBuilder().append(chars, from, 2);
        }
    }

    static final class MakesTextOfABuffer extends Last {
        @Override
        void use(int from) {
            CharBuffer.wrap(chars, from, 2).toString();
        }
    }

    static final class JoinsABuffer extends Last {
        @Override
        void use(int from) {
            String.format("%s", CharBuffer.wrap(chars, from, 2));
        }
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                WritesFirst.class,
                ReadsFirst.class,
                MakesTextOfFirst.class,
                GetsFirst.class,
                AppendsFirst.class
            })
    void other_elements_are_not_touched(Class<? extends Scenario> type) {
        Explored.assertProved(type);
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                WritesLast.class,
                ReadsLast.class,
                MakesTextOfLast.class,
                GetsLast.class,
                MakesTextOfABuffer.class,
                JoinsABuffer.class,
                AppendsLast.class
            })
    void an_element_of_the_part_is_touched(Class<? extends Scenario> type) {
        Explored.assertFails(type, FindingKind.DATA_RACE);
    }

    /** Two streams read one array. */
    static final class BothRead implements Scenario {
        private final byte[] bytes = written();

        private static byte[] written() {
            ByteArrayOutputStream to = new ByteArrayOutputStream();
            try {
                new ObjectOutputStream(to).flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return to.toByteArray();
        }

        private void read() {
            try {
                new ObjectInputStream(new ByteArrayInputStream(bytes)).close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void prepare(Plan plan) {
            plan.thread("one", this::read);
            plan.thread("other", this::read);
        }
    }

    @Test
    void who_reads_a_stream_does_not_change_its_array() {
        Result result = Explored.explore(BothRead.class);
        assertFalse(result.failure().isPresent(), result::toString);
    }

    abstract static class ByHandle implements Scenario {
        private final int[] numbers = new int[1];

        abstract MethodHandle setter();

        @Override
        public void prepare(Plan plan) {
            MethodHandle bound = setter().bindTo(numbers);
            plan.thread(
                    "setter",
                    () -> {
                        try {
                            bound.invoke(0, 1);
                        } catch (Throwable e) {
                            throw new AssertionError(e);
                        }
                    });
            plan.thread("reader", () -> numbers[0]++);
        }
    }

    static final class ByArrayHandle extends ByHandle {
        @Override
        MethodHandle setter() {
            return MethodHandles.arrayElementSetter(int[].class);
        }
    }

    static final class ByVarHandle extends ByHandle {
        @Override
        MethodHandle setter() {
            return MethodHandles.arrayElementVarHandle(int[].class)
                    .toMethodHandle(VarHandle.AccessMode.SET);
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {ByArrayHandle.class, ByVarHandle.class})
    void what_a_handle_writes_is_no_proof(Class<? extends Scenario> type) {
        Result result = Explored.explore(type);
        assertFalse(result.isProof(), result::toString);
    }
}
