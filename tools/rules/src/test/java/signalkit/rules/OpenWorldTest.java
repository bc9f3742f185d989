package signalkit.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;
import signalkit.annotations.HandlerContext;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/** Code that was not given: what it may implement, pass and write cannot be called clean. */
public class OpenWorldTest {
    static class Chained {
        private SignalHandler old;

        static class Own implements SignalHandler {
            volatile boolean seen;

            @Override
            public void handle(Signal signal) {
                seen = true;
            }
        }

        void install() {
            old = Signal.handle(new Signal("TERM"), new Own());
        }

        @HandlerContext
        void onSignal(Signal signal) {
            old.handle(signal);
        }
    }

    @Test
    void the_handler_that_was_there_before_may_be_any() {
        List<String> texts = Verdicts.textsOn(Chained.class);
        assertTrue(
                texts.stream()
                        .anyMatch(
                                text ->
                                        text.contains("sun.misc.SignalHandler.handle(Signal)")
                                                && text.contains("cannot verify")),
                texts::toString);
    }

    static class FromACollection {
        private final List<Runnable> hooks = new ArrayList<>();
        static volatile boolean flag;

        FromACollection() {
            hooks.add(() -> flag = true);
        }

        @HandlerContext
        void onSignal() {
            Runnable last = hooks.get(hooks.size() - 1);
            last.run();
        }
    }

    @Test
    void one_implementation_that_is_seen_does_not_stand_for_all() {
        assertTrue(
                Verdicts.on(FromACollection.class)
                        .contains(
                                "UNVERIFIED: FromACollection.onSignal() → java.lang.Runnable.run()"));
    }

    /** Code that was not given may implement it. */
    public interface Stop {
        void stop();
    }

    static class OfAPublicInterface {
        private final Stop stop;

        static class Good implements Stop {
            volatile boolean stopped;

            @Override
            public void stop() {
                stopped = true;
            }
        }

        OfAPublicInterface(List<Stop> all) {
            all.add(new Good());
            stop = all.get(0);
        }

        @HandlerContext
        void onSignal() {
            stop.stop();
        }
    }

    @Test
    void a_public_interface_may_have_other_implementations() {
        assertEquals(
                List.of("UNVERIFIED: OfAPublicInterface.onSignal() → signalkit.rules.Stop.stop()"),
                Verdicts.on(OfAPublicInterface.class).stream()
                        .map(line -> line.replace("→ Stop", "→ signalkit.rules.Stop"))
                        .toList());
    }

    static class TracedArguments {
        private final ReentrantLock lock = new ReentrantLock();
        private volatile boolean flag;

        private void call(Runnable task) {
            task.run();
        }

        void elsewhere() {
            call(lock::lock);
        }

        @HandlerContext
        void onSignal() {
            call(() -> flag = true);
        }
    }

    @Test
    void what_others_pass_to_a_method_is_not_what_the_handler_passes() {
        assertEquals(
                List.of(),
                Verdicts.on(TracedArguments.class).stream()
                        .filter(line -> !line.startsWith("FIRST_USE"))
                        .toList());
    }

    static class TracedBadArgument {
        private final ReentrantLock lock = new ReentrantLock();

        private void call(Runnable task) {
            task.run();
        }

        @HandlerContext
        void onSignal() {
            call(this::locks);
        }

        private void locks() {
            lock.lock();
        }
    }

    @Test
    void what_the_handler_passes_is_followed() {
        assertTrue(
                Verdicts.on(TracedBadArgument.class)
                        .contains("LOCK: TracedBadArgument.onSignal() → " + CallGraphTest.LOCKS));
    }

    static class JdkIterator {
        private final List<String> names = List.of("a", "b");
        volatile int count;

        static class Locking implements java.util.Iterator<String> {
            @Override
            public synchronized boolean hasNext() {
                return false;
            }

            @Override
            public synchronized String next() {
                return "";
            }
        }

        static Object other() {
            return new Locking();
        }

        @HandlerContext
        void onSignal() {
            for (String name : new ArrayList<>(names)) {
                count = name.length();
            }
        }
    }

    @Test
    void an_iterator_of_the_jdk_is_none_of_the_program() {
        assertTrue(
                Verdicts.on(JdkIterator.class).stream()
                        .noneMatch(line -> line.contains("Locking")));
    }

    static class CapturedArray {
        static void install() {
            boolean[] stop = new boolean[1];
            int[] count = new int[1];
            Signal.handle(
                    new Signal("TERM"),
                    signal -> {
                        stop[0] = true;
                        set(count);
                    });
        }

        private static void set(int[] place) {
            place[0] = 1;
        }
    }

    @Test
    void a_captured_array_is_shared() {
        assertEquals(
                2,
                Verdicts.on(CapturedArray.class).stream()
                        .filter(line -> line.startsWith("SHARED_STATE"))
                        .count());
    }

    static class OwnArray {
        volatile int sum;

        @HandlerContext
        void onSignal() {
            int[] two = new int[2];
            fill(two);
            sum = two[0];
        }

        private static void fill(int[] place) {
            place[0] = 1;
        }
    }

    @Test
    void an_array_that_the_handler_makes_is_its_own() {
        assertEquals(List.of(), Verdicts.on(OwnArray.class));
    }

    static class Library {
        volatile org.junit.jupiter.api.function.Executable executable;

        @HandlerContext
        void onSignal() {
            org.junit.jupiter.api.Assertions.assertTrue(true);
        }
    }

    @Test
    void a_library_that_no_table_knows_cannot_be_verified() {
        assertEquals(
                List.of(
                        "UNVERIFIED: Library.onSignal() →"
                                + " org.junit.jupiter.api.Assertions.assertTrue(boolean)"),
                Verdicts.on(Library.class));
    }

    static class OtherWriter {
        static class Locking extends Writer {
            @Override
            public synchronized void write(char[] text, int from, int length) {}

            @Override
            public void flush() {}

            @Override
            public void close() {}
        }

        private volatile Writer out;

        void set(Writer other) {
            out = other;
        }

        Writer locking() {
            return new Locking();
        }

        @HandlerContext
        void onSignal() throws IOException {
            out.write(1);
        }
    }

    @Test
    void input_and_output_of_any_class_is_one_finding() {
        assertEquals(
                List.of("IO: OtherWriter.onSignal() → java.io.Writer.write(int)"),
                Verdicts.on(OtherWriter.class));
    }
}
