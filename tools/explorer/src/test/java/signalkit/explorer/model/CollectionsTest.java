package signalkit.explorer.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.Vector;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import signalkit.explorer.Explored;
import signalkit.explorer.FindingKind;
import signalkit.explorer.Plan;
import signalkit.explorer.Result;
import signalkit.explorer.Scenario;

/** Collections that are safe for threads: their calls are as many steps as they have. */
class CollectionsTest {
    /** What one thread sees of a collection that another one changes. */
    abstract static class Seen implements Scenario {
        String seen = "";

        abstract void change();

        abstract String look();

        @Override
        public void prepare(Plan plan) {
            plan.thread("changes", this::change);
            plan.thread("looks", () -> seen = look());
            plan.show("seen", () -> seen);
        }
    }

    static final class PassesOverQueue extends Seen {
        private final ConcurrentLinkedQueue<String> queue =
                new ConcurrentLinkedQueue<>(List.of("a", "b"));

        @Override
        void change() {
            queue.poll();
            queue.add("c");
        }

        @Override
        String look() {
            StringBuilder text = new StringBuilder();
            for (String each : queue) {
                text.append(each);
            }
            return text.toString();
        }
    }

    @Test
    void an_iterator_sees_what_the_queue_never_was() {
        assertTrue(outcomes(PassesOverQueue.class).contains("seen=abc"));
    }

    static final class CopiesMap extends Seen {
        private final Map<Integer, String> map = new ConcurrentHashMap<>();

        CopiesMap() {
            map.put(5, "e");
        }

        @Override
        void change() {
            map.put(1, "a");
            map.put(6, "f");
        }

        @Override
        String look() {
            return new HashMap<>(map).values().toString();
        }
    }

    @Test
    void a_copy_that_the_JDK_makes_of_a_map_has_steps_too() {
        assertTrue(outcomes(CopiesMap.class).contains("seen=[e, f]"));
    }

    static final class PutsAll extends Seen {
        private final Map<Integer, String> map = new ConcurrentSkipListMap<>();

        @Override
        void change() {
            map.putAll(new TreeMap<>(Map.of(1, "a", 2, "b")));
        }

        @Override
        String look() {
            return (map.containsKey(1) ? "1" : "") + (map.containsKey(2) ? "2" : "");
        }
    }

    @Test
    void putAll_puts_one_by_one() {
        List<String> outcomes = outcomes(PutsAll.class);
        assertTrue(outcomes.contains("seen=1") || outcomes.contains("seen=2"), outcomes::toString);
    }

    private static List<String> outcomes(Class<? extends Scenario> type) {
        Result result = Explored.explore(type);
        assertTrue(result.isProof(), result::toString);
        return List.copyOf(result.outcomes());
    }

    static final class PassesOverVector extends Seen {
        private final Vector<String> vector = new Vector<>(List.of("a"));

        @Override
        void change() {
            vector.add("b");
        }

        @Override
        String look() {
            synchronized (vector) {
                StringBuilder text = new StringBuilder();
                for (String each : vector) {
                    text.append(each);
                }
                return text.toString();
            }
        }
    }

    @Test
    void an_iterator_under_the_lock_sees_what_the_vector_was() {
        assertEquals(Set.of("seen=a", "seen=ab"), Set.copyOf(outcomes(PassesOverVector.class)));
    }

    /** One thread puts and another one gets, each in one call. */
    static final class PutsAndGets extends Seen {
        private final Map<String, String> map = new ConcurrentHashMap<>();

        @Override
        void change() {
            map.put("k", "v");
        }

        @Override
        String look() {
            return map.get("k");
        }
    }

    /** The same with a reference, which is one step each. */
    static final class SetsAndGets extends Seen {
        private final AtomicReference<String> reference = new AtomicReference<>();

        @Override
        void change() {
            reference.set("v");
        }

        @Override
        String look() {
            return reference.get();
        }
    }

    @Test
    void a_call_that_takes_effect_at_one_moment_is_one_step() {
        Result result = Explored.explore(PutsAndGets.class);

        assertTrue(result.isProof(), result::toString);
        assertEquals(
                Explored.explore(SetsAndGets.class).statistics().runs(),
                result.statistics().runs());
    }

    /** Both threads ask for one key, and the function counts its calls. */
    static final class Computes implements Scenario {
        private final ConcurrentHashMap<String, Integer> map = new ConcurrentHashMap<>();
        private final AtomicInteger calls = new AtomicInteger();

        private void ask() {
            map.computeIfAbsent("k", absent -> calls.incrementAndGet());
        }

        @Override
        public void prepare(Plan plan) {
            plan.thread("a", this::ask);
            plan.thread("b", this::ask);
            plan.atEnd("the function is called once", () -> calls.get() == 1);
        }
    }

    /** As it is in a list that locks itself. */
    static final class RunsUnderTheLock implements Scenario {
        private final List<String> list = Collections.synchronizedList(new ArrayList<>());
        private int sum;

        private void add() {
            list.forEach(each -> sum += each.length());
        }

        @Override
        public void prepare(Plan plan) {
            list.add("abc");
            plan.thread("a", this::add);
            plan.thread("b", this::add);
            plan.atEnd("nothing is lost", () -> sum == 6);
        }
    }

    /** Each thread looks at the array as it was. */
    static final class ArrayCopies implements Scenario {
        private final List<Integer> list = new CopyOnWriteArrayList<>(List.of(1, 2));

        @Override
        public void prepare(Plan plan) {
            plan.thread("changes", () -> list.add(3));
            plan.thread("passes", () -> assertTrue(list.stream().mapToInt(i -> i).sum() % 3 == 0));
        }
    }

    static Stream<Class<?>> right() {
        return Stream.of(Computes.class, RunsUnderTheLock.class, ArrayCopies.class);
    }

    @ParameterizedTest
    @MethodSource("right")
    void functions_run_inside_the_call(Class<? extends Scenario> type) {
        Explored.assertProved(type);
    }

    /** Two tables are compared with each other, and nobody changes them. */
    static final class TwoTables implements Scenario {
        private final Hashtable<String, String> one = new Hashtable<>();
        private final Hashtable<String, String> other = new Hashtable<>();

        @Override
        public void prepare(Plan plan) {
            plan.thread("a", () -> one.equals(other));
            plan.thread("b", () -> other.equals(one));
        }
    }

    /** A function takes a lock, and who has that lock wants the list. */
    static final class LocksInside implements Scenario {
        private final List<String> list = new Vector<>(List.of("a"));
        private final Object lock = new Object();

        @Override
        public void prepare(Plan plan) {
            plan.thread(
                    "passes",
                    () ->
                            list.forEach(
                                    each -> {
                                        synchronized (lock) {
                                            each.length();
                                        }
                                    }));
            plan.thread(
                    "adds",
                    () -> {
                        synchronized (lock) {
                            list.add("b");
                        }
                    });
        }
    }

    /** The first of two texts is a lock that another run has, too. */
    static final class LocksTexts implements Scenario {
        private static void lock(Object first, Object second) {
            synchronized (first) {
                synchronized (second) {
                    assertEquals(2, first.toString().length() + second.toString().length());
                }
            }
        }

        @Override
        public void prepare(Plan plan) {
            plan.thread("a", () -> lock("a", "b"));
            plan.thread("b", () -> lock("b", "a"));
        }
    }

    /** No run locks a text before both workers make runs. */
    static final class LocksTextsLater implements Scenario {
        private volatile int begun;

        private void lock(Object first, Object second) {
            for (int i = 0; begun > 0 && i < 3; i++) {
                LocksTexts.lock(first, second);
            }
        }

        @Override
        public void prepare(Plan plan) {
            plan.thread("a", () -> lock("a", "b"));
            plan.thread("b", () -> lock("b", "a"));
            plan.thread("begins", () -> begun = 1);
        }
    }

    /** Each run locks the texts that a run of the other worker has, too. */
    @Test
    void runs_of_several_workers_never_wait_for_each_other() {
        for (int i = 0; i < 10; i++) {
            Explored.assertFails(LocksTextsLater.class, FindingKind.DEADLOCK);
        }
    }

    /** The function asks the map for the key whose function asks for the first one. */
    static final class AsksInside implements Scenario {
        private final Map<String, Integer> map = new ConcurrentHashMap<>();

        private void ask(String first, String second) {
            map.computeIfAbsent(first, each -> map.computeIfAbsent(second, absent -> 1));
        }

        @Override
        public void prepare(Plan plan) {
            plan.thread("a", () -> ask("a", "b"));
            plan.thread("b", () -> ask("b", "a"));
        }
    }

    static Stream<Class<?>> deadlocks() {
        return Stream.of(TwoTables.class, LocksInside.class, LocksTexts.class, AsksInside.class);
    }

    @ParameterizedTest
    @MethodSource("deadlocks")
    void a_deadlock_is_called_one(Class<? extends Scenario> type) {
        Explored.assertFails(type, FindingKind.DEADLOCK);
    }

    /** The function puts another key before its own has a value. */
    static final class PutsInside extends Seen {
        private final Map<String, String> map = new ConcurrentHashMap<>();

        PutsInside() {
            map.put("a", "0");
            map.put("b", "0");
        }

        @Override
        void change() {
            map.compute(
                    "a",
                    (key, old) -> {
                        map.put("b", "1");
                        return "1";
                    });
        }

        @Override
        String look() {
            return map.get("b") + map.get("a");
        }
    }

    @Test
    void a_function_that_calls_its_map_has_steps() {
        assertEquals(
                Set.of("seen=00", "seen=01", "seen=10", "seen=11"),
                Set.copyOf(outcomes(PutsInside.class)));
    }

    /** Somebody adds beside the lock of the list. */
    static final class GoesAround implements Scenario {
        private final List<String> inner = new ArrayList<>();
        private final List<String> list = Collections.synchronizedList(inner);

        @Override
        public void prepare(Plan plan) {
            plan.thread("adds", () -> list.add("a"));
            plan.thread("goes around", () -> inner.add("b"));
        }
    }

    @Test
    void what_goes_around_the_lock_is_a_data_race() {
        Explored.assertFails(GoesAround.class, FindingKind.DATA_RACE);
    }
}
