package acme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import signalkit.explorer.junit.ExploreTest;
import signalkit.explorer.junit.Replay;

/** Test classes as users write them; {@link ExploreTestTest} runs them. */
final class Fixtures {
    private Fixtures() {}

    /** A counter that a learner wrote, right and wrong. */
    static class Counter {
        private int count;

        synchronized void add() {
            count++;
        }

        void addInTwoSteps() {
            int seen = value();
            set(seen + 1);
        }

        synchronized int value() {
            return count;
        }

        private synchronized void set(int value) {
            count = value;
        }
    }

    private static void together(Runnable one) throws InterruptedException {
        Thread other = new Thread(one);
        other.start();
        one.run();
        other.join();
    }

    static class Proved {
        private final Counter counter = new Counter();

        @ExploreTest
        void both_count() throws InterruptedException {
            together(counter::add);
            assertEquals(2, counter.value());
        }
    }

    static class Loses {
        final Counter counter = new Counter();

        @ExploreTest
        void both_count() throws InterruptedException {
            together(counter::addInTwoSteps);
            assertEquals(2, counter.value());
        }
    }

    static class Refused {
        @ExploreTest
        void opens_a_socket() throws java.io.IOException {
            new java.net.Socket().close();
        }
    }

    static class ReplaysPlain extends Loses {
        @Override
        @Replay("0")
        @ExploreTest
        void both_count() throws InterruptedException {
            super.both_count();
        }
    }

    static class ReplaysNonsense extends Loses {
        @Override
        @Replay("0cw1-2")
        @ExploreTest
        void both_count() throws InterruptedException {
            super.both_count();
        }
    }

    static class ReplaysWhatDoesNotFit {
        @Replay("0g1g-35")
        @ExploreTest
        void nothing() {}
    }

    static class Undecided {
        private final Counter counter = new Counter();

        @ExploreTest(runs = 2)
        void needs_a_proof() throws InterruptedException {
            together(counter::add);
        }

        @ExploreTest(runs = 2, proof = false)
        void is_fine_without() throws InterruptedException {
            together(counter::add);
        }
    }

    static class Races {
        private int plain;

        @ExploreTest
        void a_race_fails() throws InterruptedException {
            together(() -> plain++);
        }

        @ExploreTest(allowRaces = true)
        void a_race_is_allowed() throws InterruptedException {
            together(() -> plain = 7);
        }
    }

    static class RacesInAnAssertion {
        private final List<Integer> list = new ArrayList<>();

        @ExploreTest
        void reads_while_another_thread_adds() throws InterruptedException {
            Thread other = new Thread(() -> list.add(1));
            other.start();
            assertNotEquals(List.of(9), list);
            other.join();
        }
    }

    static class Deadlocks {
        private final Object a = new Object();
        private final Object b = new Object();

        private static void both(Object first, Object second) {
            synchronized (first) {
                synchronized (second) {
                    first.hashCode();
                }
            }
        }

        @ExploreTest
        void two_orders() throws InterruptedException {
            Thread other = new Thread(() -> both(a, b), "other");
            other.start();
            both(b, a);
            other.join();
        }
    }

    enum Way {
        RIGHT,
        WRONG
    }

    record Case(String name, Way way, int[] amounts) {}

    static class Parameters {
        private final Counter counter = new Counter();

        @ExploreTest
        @ParameterizedTest
        @ValueSource(ints = {1, 2})
        void of_a_value(int times) throws InterruptedException {
            together(
                    () -> {
                        for (int i = 0; i < times; i++) {
                            counter.add();
                        }
                    });
            assertEquals(2 * times, counter.value());
        }

        @ExploreTest
        @ParameterizedTest
        @EnumSource
        void of_an_enum(Way way) throws InterruptedException {
            together(way == Way.RIGHT ? counter::add : counter::addInTwoSteps);
            assertEquals(2, counter.value());
        }

        static Stream<Case> cases() {
            return Stream.of(new Case("one", Way.RIGHT, new int[] {1}));
        }

        @ExploreTest
        @ParameterizedTest
        @MethodSource("cases")
        void of_a_record(Case each) throws InterruptedException {
            together(counter::add);
            each.amounts()[0]++;
            assertEquals(2, each.amounts()[0]);
            assertEquals(Way.RIGHT, each.way());
        }

        static Stream<Counter> counters() {
            return Stream.of(new Counter());
        }

        @ExploreTest
        @ParameterizedTest
        @MethodSource("counters")
        void of_an_object(Counter shared) throws InterruptedException {
            together(shared::add);
        }

        @ExploreTest
        @RepeatedTest(2)
        void repeated() throws InterruptedException {
            together(counter::add);
        }
    }

    static class Base {
        static int runs;
        final List<String> order = new ArrayList<>();

        @BeforeAll
        static void once() {
            runs++;
        }

        @BeforeEach
        void first() {
            order.add("base");
        }
    }

    static class Lifecycle extends Base {
        private boolean finished;

        @BeforeEach
        void second() {
            order.add("own");
        }

        @ExploreTest
        void is_as_in_junit() throws InterruptedException {
            together(new Counter()::add);
            assertEquals(List.of("base", "own"), order);
            assertEquals(1, runs, "static fields are fresh, and @BeforeAll ran once");
            finished = true;
        }

        @AfterEach
        void last() {
            assertTrue(finished);
        }

        @Nested
        class Inner {
            @BeforeEach
            void third() {
                order.add("inner");
            }

            @ExploreTest
            void sees_the_outer_object() {
                assertEquals(List.of("base", "own", "inner"), order);
                finished = true;
            }
        }
    }

    static class FailsAfterwards {
        @ExploreTest
        void passes() {}

        @AfterEach
        void last() {
            assertFalse(true, "the check after the test");
        }
    }

    static class Aborts {
        @ExploreTest
        void assumes() {
            assumeTrue(false);
        }
    }

    static class NeedsTestInfo {
        @BeforeEach
        void first(TestInfo info) {}

        @ExploreTest
        void passes() {}
    }

    static class BadBounds {
        @ExploreTest(preemptions = -1)
        void never() {}
    }

    static class Names {
        @ExploreTest
        void are_those_of_java() throws InterruptedException {
            assertEquals("main", Thread.currentThread().getName());
            List<String> seen = new ArrayList<>();
            Thread unnamed = new Thread(() -> seen.add(Thread.currentThread().getName()));
            unnamed.start();
            unnamed.join();
            Thread named = new Thread(() -> seen.add(Thread.currentThread().getName()), "worker");
            assertNotSame(Thread.currentThread(), named);
            named.start();
            named.join();
            assertEquals(List.of("Thread-0", "worker"), seen);
        }
    }

    static class Throws {
        @ExploreTest
        void expected() throws InterruptedException {
            together(
                    () ->
                            assertThrows(
                                    IllegalMonitorStateException.class,
                                    () -> new Object().wait(TimeUnit.DAYS.toMillis(1))));
        }
    }
}
