package signalkit.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Vector;
import org.junit.jupiter.api.Test;
import signalkit.annotations.HandlerContext;
import sun.misc.Signal;

/** Arrays and collections that nobody changes once they are shared, and what only looks alike. */
class UnchangedStateTest {
    private static void assertOnly(Class<?> fixture, String... violations) {
        assertEquals(List.of(violations), Verdicts.on(fixture));
    }

    static class Table {
        private static final int[] POWERS = {1, 2, 4, 8};
        volatile int seen;

        @HandlerContext
        void onSignal() {
            seen = at(POWERS, 2);
        }

        private static int at(int[] table, int index) {
            return table[index];
        }
    }

    @Test
    void a_table_that_only_its_initialiser_fills_is_fine() {
        assertOnly(Table.class);
    }

    static class WrittenTable {
        private static final int[] POWERS = {1, 2, 4, 8};
        volatile int seen;

        @HandlerContext
        void onSignal() {
            seen = at(POWERS, 2);
        }

        private static int at(int[] table, int index) {
            return table[index];
        }

        static void change() {
            put(POWERS);
        }

        private static void put(int[] table) {
            table[0] = 2;
        }
    }

    @Test
    void a_table_that_a_callee_writes_is_shared() {
        assertOnly(
                WrittenTable.class,
                "SHARED_STATE: WrittenTable.onSignal() → element of an array that the handler did"
                        + " not make");
    }

    static class EscapedTable {
        private static final int[] POWERS = {1, 2, 4, 8};
        volatile int seen;

        @HandlerContext
        void onSignal() {
            seen = at(POWERS, 2);
        }

        private static int at(int[] table, int index) {
            return table[index];
        }

        static int[] powers() {
            return POWERS;
        }
    }

    @Test
    void a_table_that_is_handed_out_is_shared() {
        assertOnly(
                EscapedTable.class,
                "SHARED_STATE: EscapedTable.onSignal() → element of an array that the handler did"
                        + " not make");
    }

    static class Filled {
        private volatile List<String> names = List.of();
        volatile int seen;

        void init() {
            List<String> found = new ArrayList<>();
            found.add("a");
            names = found;
        }

        @HandlerContext
        void onSignal() {
            seen = names.size();
        }
    }

    @Test
    void a_list_that_is_filled_before_it_is_stored_is_fine() {
        assertOnly(Filled.class);
    }

    static class FilledLater {
        private volatile List<String> names = List.of();
        volatile int seen;

        void init() {
            List<String> found = new ArrayList<>();
            names = found;
            found.add("a");
        }

        @HandlerContext
        void onSignal() {
            seen = names.size();
        }
    }

    static class FilledInALoop {
        private volatile List<String> names = List.of();
        volatile int seen;

        void init(int number) {
            List<String> found = new ArrayList<>();
            for (int i = 0; i < number; i++) {
                found.add("a");
                names = found;
            }
        }

        @HandlerContext
        void onSignal() {
            seen = names.size();
        }
    }

    static class KeptElsewhere {
        private volatile List<String> names = List.of();
        private List<String> others;
        volatile int seen;

        void init() {
            List<String> found = new ArrayList<>();
            others = found;
            names = found;
        }

        void add() {
            others.add("a");
        }

        @HandlerContext
        void onSignal() {
            seen = names.size();
        }
    }

    static class Emptied {
        private volatile List<String> names = List.of();
        volatile int seen;

        void init() {
            List<String> found = new ArrayList<>();
            found.add("a");
            names = found;
        }

        void empty() {
            Iterator<String> each = names.iterator();
            each.next();
            each.remove();
        }

        @HandlerContext
        void onSignal() {
            seen = names.size();
        }
    }

    static class EmptiedElsewhere {
        private volatile List<String> names = List.of();
        volatile int seen;

        void init() {
            List<String> found = new ArrayList<>();
            found.add("a");
            names = found;
        }

        void empty() {
            empty(names.iterator());
        }

        private static void empty(Iterator<String> each) {
            each.next();
            each.remove();
        }

        @HandlerContext
        void onSignal() {
            seen = names.size();
        }
    }

    static class Locking {
        private volatile List<String> names = List.of();
        volatile int seen;

        void init() {
            names = new Vector<>();
        }

        @HandlerContext
        void onSignal() {
            seen = names.size();
        }
    }

    @Test
    void a_vector_locks_even_if_nobody_changes_it() {
        assertOnly(Locking.class, "LOCK: Locking.onSignal() → java.util.Vector.size()");
    }

    static class Captured {
        static volatile int seen;

        static void install() {
            List<String> names = new ArrayList<>();
            Signal.handle(new Signal("TERM"), signal -> seen = same(names).size());
            names.add("a");
        }

        private static List<String> same(List<String> list) {
            return list;
        }
    }

    @Test
    void what_a_handler_captures_is_not_its_own() {
        assertEquals(
                1,
                Verdicts.on(Captured.class).stream()
                        .filter(line -> line.contains("→ java.util.ArrayList.size()"))
                        .count());
    }

    @Test
    void a_list_that_is_changed_after_it_was_stored_is_shared() {
        for (Class<?> fixture :
                List.of(
                        FilledLater.class,
                        FilledInALoop.class,
                        KeptElsewhere.class,
                        Emptied.class,
                        EmptiedElsewhere.class)) {
            String name = fixture.getSimpleName();
            assertEquals(
                    "SHARED_STATE: " + name + ".onSignal() → java.util.ArrayList.size()",
                    Verdicts.on(fixture).stream()
                            .filter(line -> line.startsWith("SHARED"))
                            .findFirst()
                            .orElse(name + " is called clean"));
        }
    }

    static class OwnOrUnknown {
        volatile int seen;
        private volatile List<String> given;

        void set(List<String> list) {
            given = list;
        }

        @HandlerContext
        void onSignal() {
            seen = choose(seen).size();
        }

        private List<String> choose(int number) {
            return number > 0 ? new ArrayList<>() : given;
        }
    }

    @Test
    void a_list_of_its_own_is_not_blamed_for_another_that_is_not_known() {
        assertOnly(
                OwnOrUnknown.class, "UNVERIFIED: OwnOrUnknown.onSignal() → java.util.List.size()");
    }

    static class PassedOn {
        private volatile List<String> shared;
        volatile int seen;

        void set(List<String> list) {
            shared = new ArrayList<>(list);
            shared.add("a");
        }

        @HandlerContext
        void passesItsOwn() {
            seen = same(new ArrayList<>()).size();
        }

        private static List<String> same(List<String> list) {
            return list;
        }

        @HandlerContext
        void passesAnother() {
            seen = alike(shared).size();
        }

        private static List<String> alike(List<String> list) {
            return list;
        }
    }

    @Test
    void a_list_that_a_callee_returns_is_still_the_handlers_own() {
        assertOnly(
                PassedOn.class,
                "SHARED_STATE: PassedOn.passesAnother() → java.util.ArrayList.size()");
    }

    static class Cast {
        abstract static class Task {
            abstract void run();
        }

        static final class Good extends Task {
            @Override
            void run() {}
        }

        static final class Bad extends Task {
            @Override
            synchronized void run() {}
        }

        private volatile List<Good> tasks = new ArrayList<>();

        Task bad() {
            return new Bad();
        }

        void add() {
            tasks.add(new Good());
        }

        @HandlerContext
        void onSignal() {
            Good first = tasks.get(0);
            go(first);
        }

        private static void go(Task task) {
            task.run();
        }
    }

    @Test
    void a_cast_tells_which_class_a_list_holds() {
        assertOnly(Cast.class, "SHARED_STATE: Cast.onSignal() → java.util.ArrayList.get(int)");
    }
}
