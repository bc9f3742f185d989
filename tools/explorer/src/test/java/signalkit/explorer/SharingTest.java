package signalkit.explorer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Memory that threads share is found, however it is reached: else outcomes would be missed. */
class SharingTest {
    private static Set<String> outcomes(Class<? extends Scenario> type) {
        Result result = Explored.exploreWithRaces(type, Bounds.DEFAULT);
        assertTrue(result.failure().isEmpty() && result.cut().isEmpty(), result::toString);
        return result.outcomes();
    }

    /** What a constructor writes to. */
    static final class Registry {
        private int first;
        private int second;
    }

    /** Registers itself before it is made. */
    static final class Entry {
        Entry(Registry registry) {
            registry.first = 1;
            registry.second = 1;
        }
    }

    /** A constructor that writes to an object that another thread reads. */
    static final class ConstructorWrites implements Scenario {
        private final Registry registry = new Registry();
        private String seen;

        @Override
        public void prepare(Plan plan) {
            plan.thread("a", () -> new Entry(registry));
            plan.thread("b", () -> seen = "" + registry.second + registry.first);
            plan.show("seen", () -> seen);
        }
    }

    @Test
    void what_a_constructor_writes_elsewhere_is_shared() {
        // 10 comes of an older value of the first field: nothing orders the two threads.
        assertEquals(
                Set.of("seen=00", "seen=01", "seen=10", "seen=11"),
                outcomes(ConstructorWrites.class));
    }

    /** A builder of java.lang that two threads append to. */
    static final class SharedBuilder implements Scenario {
        private final StringBuilder text = new StringBuilder();

        @Override
        public void prepare(Plan plan) {
            plan.thread("a", () -> text.append("1").append("2"));
            plan.thread("b", () -> text.append("3"));
            plan.show("text", () -> text);
        }
    }

    @Test
    void a_string_builder_can_be_shared() {
        assertEquals(Set.of("text=123", "text=132", "text=312"), outcomes(SharedBuilder.class));
    }

    /** An object of a class that is not woven. */
    static final class SharedWriter implements Scenario {
        private final StringWriter text = new StringWriter();

        @Override
        public void prepare(Plan plan) {
            plan.thread("a", () -> text.append("1").append("2"));
            plan.thread("b", () -> text.append("3"));
            plan.show("text", () -> text);
        }
    }

    @Test
    void an_object_of_any_library_can_be_shared() {
        assertEquals(Set.of("text=123", "text=132", "text=312"), outcomes(SharedWriter.class));
    }

    /** Inherits from a library what writes to it. */
    static final class OwnList extends ArrayList<String> {
        private static final long serialVersionUID = 1;
    }

    static final class SharedOwnList implements Scenario {
        private final OwnList list = new OwnList();

        @Override
        public void prepare(Plan plan) {
            plan.thread(
                    "a",
                    () -> {
                        list.add("1");
                        list.add("2");
                    });
            plan.thread("b", () -> list.add("3"));
            plan.show("list", () -> String.join("", list));
        }
    }

    @Test
    void what_a_class_inherits_from_a_library_can_be_shared() {
        assertEquals(Set.of("list=123", "list=132", "list=312"), outcomes(SharedOwnList.class));
    }
}
