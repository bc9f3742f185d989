package signalkit.explorer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Vector;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import signalkit.posix.Mutex;

/** A call into the JDK is one step, and its objects are variables that threads may race for. */
class LibraryCallsTest {
    /** Two threads use a library object, with a lock or without. */
    abstract static class Shared implements Scenario {
        private final Mutex mutex = new Mutex("lock");

        abstract void first();

        abstract void second();

        boolean locks() {
            return false;
        }

        private void run(Runnable use) {
            if (locks()) {
                mutex.lock();
                use.run();
                mutex.unlock();
            } else {
                use.run();
            }
        }

        @Override
        public void prepare(Plan plan) {
            plan.thread("a", () -> run(this::first));
            plan.thread("b", () -> run(this::second));
        }
    }

    static class TwoQueues extends Shared {
        private final ArrayDeque<String> queue = new ArrayDeque<>();

        @Override
        void first() {
            queue.addLast("first");
        }

        @Override
        void second() {
            queue.addLast("second");
        }
    }

    static final class LockedQueue extends TwoQueues {
        @Override
        boolean locks() {
            return true;
        }
    }

    static class Maps extends Shared {
        private final Map<String, String> map = new HashMap<>();

        @Override
        void first() {
            map.put("a", "1");
        }

        @Override
        void second() {
            map.get("b");
        }
    }

    static final class LockedMap extends Maps {
        @Override
        boolean locks() {
            return true;
        }
    }

    static class Builders extends Shared {
        private final StringBuilder text = new StringBuilder();

        @Override
        void first() {
            text.append("1");
        }

        @Override
        void second() {
            text.length();
        }
    }

    /** The iterator was made under the lock, and is used without it. */
    static class Iterators extends Shared {
        final List<String> list = new ArrayList<>(List.of("a", "b"));
        final Iterator<String> iterator = list.iterator();

        @Override
        void first() {
            iterator.next();
        }

        @Override
        void second() {
            list.add("c");
        }
    }

    static final class SubLists extends Iterators {
        private final List<String> view = list.subList(0, 1);

        @Override
        void first() {
            view.get(0);
        }
    }

    static final class Streams extends Iterators {
        private long count;

        @Override
        void first() {
            count = list.stream().filter(text -> !text.isEmpty()).count();
        }
    }

    static final class Texts extends Iterators {
        private String text;

        @Override
        void first() {
            text = "all: " + list;
        }
    }

    /** A list in a list, which a text of the outer one reads. */
    static final class Nested extends Iterators {
        private final List<List<String>> outer = List.of(list);
        private String text;

        @Override
        void first() {
            text = outer.toString();
        }
    }

    /** Its elements are written through the JDK. */
    static class Arrays2 extends Shared {
        final int[] cells = new int[4];

        @Override
        void first() {
            Arrays.fill(cells, 0, 2, 7);
        }

        @Override
        void second() {
            cells[1] = 5;
        }
    }

    static final class OtherElements extends Arrays2 {
        @Override
        void second() {
            System.arraycopy(new int[] {1, 2}, 0, cells, 2, 2);
        }
    }

    static final class Copied extends Arrays2 {
        @Override
        void second() {
            cells.clone();
        }
    }

    static class Own extends ArrayList<String> {
        private static final long serialVersionUID = 1;
    }

    static final class OwnLists extends Shared {
        private final List<String> list = new Own();

        @Override
        void first() {
            list.add("a");
        }

        @Override
        void second() {
            list.size();
        }
    }

    static final class References extends Shared {
        private final List<String> list = new ArrayList<>();

        @Override
        void first() {
            List.of("a").forEach(list::add);
        }

        @Override
        void second() {
            list.clear();
        }
    }

    /** Readers of this map change the order of its entries. */
    static final class AccessOrder extends Shared {
        private final Map<String, String> map = new LinkedHashMap<>(16, 0.75f, true);

        @Override
        void first() {
            map.get("a");
        }

        @Override
        void second() {
            map.get("b");
        }
    }

    static final class Collects extends Iterators {
        @Override
        void first() {
            Stream.of("d").collect(Collectors.toCollection(() -> list));
        }
    }

    static Stream<Class<? extends Scenario>> racy() {
        return Stream.of(
                AccessOrder.class,
                Collects.class,
                TwoQueues.class,
                Maps.class,
                Builders.class,
                Iterators.class,
                SubLists.class,
                Streams.class,
                Texts.class,
                Nested.class,
                Arrays2.class,
                Copied.class,
                OwnLists.class,
                References.class);
    }

    @ParameterizedTest
    @MethodSource("racy")
    void use_without_an_order_is_a_data_race(Class<? extends Scenario> type) {
        Explored.assertFails(type, FindingKind.DATA_RACE);
    }

    static final class Vectors extends Shared {
        private final Vector<String> vector = new Vector<>();

        @Override
        void first() {
            vector.add("a");
        }

        @Override
        void second() {
            vector.add("b");
        }
    }

    static final class SynchronizedLists extends Shared {
        private final List<String> list = Collections.synchronizedList(new ArrayList<>());

        @Override
        void first() {
            list.add("a");
        }

        @Override
        void second() {
            synchronized (list) {
                for (String each : list) {
                    each.length();
                }
            }
        }
    }

    /** Each thread has its own. */
    static final class Separate extends Shared {
        private final List<String> one = new ArrayList<>();
        private final List<String> other = new ArrayList<>();

        @Override
        void first() {
            one.add("a");
        }

        @Override
        void second() {
            other.add("b");
        }
    }

    static Stream<Class<? extends Scenario>> ordered() {
        return Stream.of(
                LockedQueue.class,
                LockedMap.class,
                OtherElements.class,
                Vectors.class,
                SynchronizedLists.class,
                Separate.class);
    }

    @ParameterizedTest
    @MethodSource("ordered")
    void use_in_an_order_is_proved(Class<? extends Scenario> type) {
        Explored.assertProved(type);
    }

    @Test
    void a_race_names_both_calls() {
        Result result = Explored.assertFails(TwoQueues.class, FindingKind.DATA_RACE);
        String text = result.failure().get().finding().text();
        assertTrue(text.contains("TwoQueues.first("), text);
        assertTrue(text.contains("calls addLast is not ordered against "), text);
        assertEquals(2, text.split("calls addLast", -1).length - 1, text);
    }

    /** Its text is made under a lock, in a call that nobody else could notice. */
    static final class MakesTextUnderALock implements Scenario {
        private volatile int count;

        @Override
        public synchronized String toString() {
            return "counter";
        }

        private void work() {
            new StringBuilder().append((Object) this);
            int before = count;
            count = before + 1;
        }

        @Override
        public void prepare(Plan plan) {
            plan.thread("a", this::work);
            plan.thread("b", this::work);
            plan.atEnd("both are counted", () -> count == 2);
        }
    }

    @Test
    void steps_after_a_call_have_the_same_numbers_where_others_see_it() {
        Explored.assertFails(MakesTextUnderALock.class, FindingKind.INVARIANT_VIOLATED);
    }
}
