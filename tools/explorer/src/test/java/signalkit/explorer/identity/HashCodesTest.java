package signalkit.explorer.identity;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.OutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import signalkit.explorer.Explored;
import signalkit.explorer.Explorer;
import signalkit.explorer.Plan;
import signalkit.explorer.Result;
import signalkit.explorer.Scenario;
import signalkit.explorer.ScenarioCode;

/** What depends on hash codes that the JVM gives denies the proof, and nothing else does. */
class HashCodesTest {
    private static final PrintStream OUT = System.out;

    @BeforeAll
    static void keepQuiet() {
        // What a scenario prints comes in every run.
        System.setOut(new PrintStream(OutputStream.nullOutputStream()));
    }

    @AfterAll
    static void printAgain() {
        System.setOut(OUT);
    }

    private static final class Plain {}

    private enum Constant {
        ONE,
        OTHER
    }

    private record Named(String name, int number) {}

    /** Has a hash code that is one by identity in disguise. */
    private static final class Disguised {
        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return 3 * super.hashCode();
        }
    }

    /** Its variant says what its thread does with two objects. */
    static final class Program implements Scenario {
        private final Object one = new Plain();
        private final Object other = new Plain();
        private final Map<Object, Integer> map = new ConcurrentHashMap<>();

        @Override
        public void prepare(Plan plan) {
            String what = plan.variant();
            plan.thread("a", () -> act(what));
        }

        private void act(String what) {
            switch (what) {
                case "walk a concurrent map" -> walk(both(map));
                case "show a concurrent map" -> both(map).toString();
                case "copy a concurrent map" -> new ArrayList<>(both(map).values());
                case "pass over a concurrent map" -> both(map).forEach((key, value) -> {});
                case "walk a hash table" -> walk(both(new Hashtable<>()));
                case "show a hash table" -> both(new Hashtable<>()).toString();
                case "walk a hash map" -> walk(both(new HashMap<>()));
                case "walk an identity map" -> walk(both(new IdentityHashMap<>()));
                case "walk enums" -> walk(Constant.ONE, Constant.OTHER);
                case "walk classes" -> walk(String.class, Integer.class);
                case "walk arrays" -> walk(new int[1], new int[1]);
                case "walk disguises" -> System.out.println(new Disguised().hashCode());
                case "another key while walking" -> replaceWhileWalking();
                case "compare hash codes" -> Integer.compare(one.hashCode(), other.hashCode());
                case "hash code of an enum" -> Objects.hash(Constant.ONE);
                case "hash code of a lambda" -> ((Runnable) () -> {}).hashCode();
                case "hash code of a list" -> List.of(one).hashCode();
                case "hash code of a copied list" ->
                        new CopyOnWriteArrayList<>(List.of(one)).hashCode();
                case "hash codes of an array" -> Arrays.hashCode(new Object[] {one});
                case "compare by reference" ->
                        new ConcurrentSkipListSet<>(Comparator.comparingInt(Object::hashCode))
                                .add(one);
                case "text" -> one.toString();
                case "text of two" -> String.valueOf(one + "" + other);
                default -> throw new IllegalArgumentException(what);
            }
        }

        private Map<Object, Integer> both(Map<Object, Integer> empty) {
            empty.put(one, 1);
            empty.put(other, 2);
            return empty;
        }

        private void walk(Object first, Object second) {
            map.put(first, 1);
            map.put(second, 2);
            walk(map);
        }

        private static void walk(Map<Object, Integer> walked) {
            walked.keySet().iterator().next();
        }

        private void replaceWhileWalking() {
            map.put(one, 1);
            Iterator<Object> keys = map.keySet().iterator();
            map.remove(one);
            map.put(other, 2);
            keys.next();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "walk a concurrent map",
                "show a concurrent map",
                "copy a concurrent map",
                "pass over a concurrent map",
                "walk a hash table",
                "show a hash table",
                "walk a hash map",
                "walk an identity map",
                "walk enums",
                "walk classes",
                "walk arrays",
                "walk disguises",
                "another key while walking",
                "compare hash codes",
                "hash code of an enum",
                "hash code of a lambda",
                "hash code of a list",
                "hash code of a copied list",
                "hash codes of an array",
                "compare by reference",
                "text",
                "text of two"
            })
    void what_differs_in_another_jvm_is_named_and_denies_the_proof(String what) {
        Result result =
                Explorer.explore(ScenarioCode.of(Program.class).withVariant(what), Explored.BOUNDS);

        assertTrue(result.failure().isEmpty(), result::toString);
        assertFalse(result.isProof(), result::toString);
        assertTrue(result.toString().contains("other "), result::toString);
    }

    /** Uses such hash codes only to find what it has put. */
    static final class FindsWhatItHas implements Scenario {
        private final Object one = new Plain();
        private final Object other = new Plain();
        private final Map<Object, Integer> map = new ConcurrentHashMap<>();
        private final Map<Object, Integer> plain = new HashMap<>();
        private final Map<Object, Integer> single = new ConcurrentHashMap<>(Map.of(1, 1));

        @Override
        public void prepare(Plan plan) {
            plan.thread("a", () -> map.put(one, 1));
            plan.thread("b", this::find);
        }

        private void find() {
            map.put(other, 2);
            plain.put(one, 1);
            plain.put(other, 2);
            Set<Object> keys = plain.keySet();
            boolean isThere = map.get(other) == 2 && map.keySet().contains(other);
            if (!isThere || !keys.contains(one) || keys.size() != 2 || !keys.remove(one)) {
                throw new IllegalStateException("lost");
            }
            System.out.println(one);
            single.clear();
            single.put(one, 1);
            single.forEach((key, value) -> map.remove(key));
            map.clear();
        }
    }

    /** Its keys have hash codes that depend on what they hold. */
    static final class WalksValues implements Scenario {
        private final Map<Named, Integer> map = new ConcurrentHashMap<>();

        @Override
        public void prepare(Plan plan) {
            plan.thread("a", this::walk);
        }

        private void walk() {
            map.put(new Named("one", 1), 1);
            map.put(new Named("other", 2), 2);
            String text = map.toString() + new Named("one", 1).hashCode();
            if (!text.equals(map + "" + new Named("one", 1).hashCode())) {
                throw new IllegalStateException(text);
            }
        }
    }

    @Test
    void a_program_that_no_other_hash_code_changes_is_proved() {
        Explored.assertProved(FindsWhatItHas.class);
        Explored.assertProved(WalksValues.class);
    }
}
