package app.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Formatter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import signalkit.explorer.Explored;
import signalkit.explorer.FindingKind;
import signalkit.explorer.Plan;
import signalkit.explorer.Result;
import signalkit.explorer.Scenario;
import signalkit.posix.Mutex;

/** What functions of the program give the JDK to change is changed by a step like any other. */
class GivenObjectsTest {
    /** One thread gives a list, a map or an array to the JDK, and another one uses it. */
    abstract static class Given implements Scenario {
        final List<String> list = new ArrayList<>();
        final Map<String, Object> map = new TreeMap<>();
        final String[] cells = new String[1];
        private final Mutex mutex = new Mutex("lock");

        abstract void first();

        void second() {
            list.add("b");
            map.put("a", "b");
            cells[0] = "b";
        }

        boolean locks() {
            return false;
        }

        private void run(Runnable use) {
            if (locks()) {
                mutex.lock();
            }
            use.run();
            if (locks()) {
                mutex.unlock();
            }
        }

        @Override
        public void prepare(Plan plan) {
            plan.thread("a", () -> run(this::first));
            plan.thread("b", () -> run(this::second));
            plan.show("what is left", () -> list + " " + map + " " + cells[0]);
        }
    }

    static class Collection extends Given {
        @Override
        void first() {
            Stream.of("a").collect(Collectors.toCollection(() -> list));
        }
    }

    static final class LockedCollection extends Collection {
        @Override
        boolean locks() {
            return true;
        }
    }

    /** The buffer is no function's, but an argument. */
    static final class OfBuffer extends Given {
        private final byte[] bytes = new byte[1];

        @Override
        void first() {
            ByteBuffer.wrap(new byte[] {1}).get(bytes);
        }

        @Override
        void second() {
            bytes[0] = 2;
        }
    }

    /** A builder that is an argument, too. */
    static final class OfMatcher extends Given {
        private final StringBuilder text = new StringBuilder();

        @Override
        void first() {
            Pattern.compile("x").matcher("a").appendTail(text);
        }

        @Override
        void second() {
            Pattern.compile("x").matcher("b").appendTail(text);
        }
    }

    /** A builder to which a formatter writes. */
    static final class OfFormatter extends Given {
        private final StringBuilder text = new StringBuilder();

        @Override
        void first() {
            new Formatter(text).format("a");
        }

        @Override
        void second() {
            new Formatter(text).format("b");
        }
    }

    /** The list is in the result. */
    static final class InGroups extends Given {
        @Override
        void first() {
            Stream.of("a")
                    .collect(
                            Collectors.groupingBy(
                                    text -> text, Collectors.toCollection(() -> list)));
        }
    }

    /** The list is lost. */
    static final class Lost extends Given {
        @Override
        void first() {
            Stream.of("a")
                    .collect(
                            Collectors.collectingAndThen(
                                    Collectors.toCollection(() -> list), ignored -> "done"));
        }
    }

    static final class Entries extends Given {
        @Override
        void first() {
            Stream.of("a")
                    .collect(
                            Collectors.toMap(
                                    text -> text, text -> text, (one, other) -> one, () -> map));
        }
    }

    static class Array extends Given {
        @Override
        void first() {
            Stream.of("a").toArray(length -> cells);
        }
    }

    static final class LockedArray extends Array {
        @Override
        boolean locks() {
            return true;
        }
    }

    static final class ArrayOfList extends Given {
        @Override
        void first() {
            List.of("a").toArray(length -> cells);
        }
    }

    /** The stream lets the other thread begin while the array is being filled. */
    static final class InBetween extends Given {
        private final CountDownLatch begun = new CountDownLatch(1);

        @Override
        void first() {
            Stream.of("a").peek(text -> begun.countDown()).toArray(length -> cells);
        }

        @Override
        void second() {
            try {
                begun.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            cells[0] = "b";
        }
    }

    /** A classifier lets the other thread begin before the map is changed. */
    static final class InClassifier extends Given {
        private final CountDownLatch begun = new CountDownLatch(1);

        @Override
        void first() {
            Stream.of("a")
                    .collect(
                            Collectors.toMap(
                                    text -> {
                                        begun.countDown();
                                        return text;
                                    },
                                    text -> text,
                                    (one, other) -> one,
                                    () -> map));
        }

        @Override
        void second() {
            try {
                begun.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            map.put("b", "b");
        }
    }

    /** No object is given: a function of an ordinary call lets the other thread begin. */
    static final class InCompute extends Given {
        private final CountDownLatch begun = new CountDownLatch(1);

        @Override
        void first() {
            map.computeIfAbsent(
                    "a",
                    key -> {
                        begun.countDown();
                        return "a";
                    });
        }

        @Override
        void second() {
            try {
                begun.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            map.put("b", "b");
        }
    }

    static Stream<Class<? extends Scenario>> racy() {
        return Stream.of(
                Collection.class,
                InGroups.class,
                Lost.class,
                Entries.class,
                Array.class,
                ArrayOfList.class,
                InBetween.class,
                InClassifier.class,
                InCompute.class,
                OfBuffer.class,
                OfMatcher.class,
                OfFormatter.class);
    }

    @ParameterizedTest
    @MethodSource("racy")
    void without_an_order_is_a_data_race(Class<? extends Scenario> type) {
        Explored.assertFails(type, FindingKind.DATA_RACE);
    }

    @Test
    void both_orders_are_reached_under_a_lock() {
        for (Class<? extends Scenario> type : List.of(LockedCollection.class, LockedArray.class)) {
            Result result = Explored.explore(type);
            assertTrue(result.isProof(), result::toString);
            assertEquals(2, result.outcomes().size(), result::toString);
        }
    }

    /** Each thread makes its own, of kinds that are shared elsewhere. */
    static final class Fresh extends Given {
        @Override
        boolean locks() {
            return true;
        }

        @Override
        void first() {
            list.add("a");
            cells[0] = "a";
        }

        @Override
        public void prepare(Plan plan) {
            super.prepare(plan);
            plan.thread(
                    "c",
                    () -> {
                        Stream.of("c").collect(Collectors.toCollection(ArrayList::new));
                        Stream.of("c").toArray(String[]::new);
                    });
        }
    }

    @Test
    void what_is_made_for_the_call_needs_no_lock() {
        Explored.assertProved(Fresh.class);
    }

    static final class CollectorReference extends Given {
        @Override
        void first() {
            Function<Supplier<List<String>>, Collector<String, ?, List<String>>> make =
                    Collectors::toCollection;
            Stream.of("a").collect(make.apply(() -> list));
        }
    }

    static final class ArrayReference extends Given {
        @Override
        void first() {
            BiFunction<Stream<String>, IntFunction<String[]>, String[]> fill = Stream::toArray;
            fill.apply(Stream.of("a"), length -> cells);
        }
    }

    @Test
    void a_reference_to_such_a_method_denies_the_proof() {
        for (Class<? extends Scenario> type :
                List.of(CollectorReference.class, ArrayReference.class)) {
            Result result = Explored.explore(type);
            assertFalse(result.isProof(), result::toString);
        }
    }
}
