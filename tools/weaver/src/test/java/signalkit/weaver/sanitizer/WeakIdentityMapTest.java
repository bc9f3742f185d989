package signalkit.weaver.sanitizer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class WeakIdentityMapTest {
    private static final long LIMIT = 30_000_000_000L;

    private final WeakIdentityMap<Object, String> map = new WeakIdentityMap<>();

    @Test
    void objects_that_are_equal_have_values_of_their_own() {
        String first = new String("same");
        String second = new String("same");
        map.get(first, () -> "a");
        assertEquals("b", map.get(second, () -> "b"));
        assertEquals("a", map.get(first, () -> "c"));
    }

    @Test
    void object_that_nobody_else_holds_is_dropped() {
        for (int i = 0; i < 1_000; i++) {
            map.get(new Object(), () -> "x");
        }
        Object kept = new Object();
        map.get(kept, () -> "kept");
        long start = System.nanoTime();
        while (map.size() > 1) {
            System.gc();
            map.get(kept, () -> "new");
            assertTrue(System.nanoTime() - start < LIMIT, () -> map.size() + " are left");
        }
        assertEquals("kept", map.get(kept, () -> "new"));
    }
}
