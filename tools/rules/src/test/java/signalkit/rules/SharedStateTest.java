package signalkit.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import signalkit.annotations.HandlerContext;

/** State that a handler shares with the code that it interrupts (CERT SIG31-C). */
class SharedStateTest {
    private static void assertOnly(Class<?> fixture, String... violations) {
        assertEquals(List.of(violations), Verdicts.on(fixture));
    }

    static class VolatileFlag {
        private volatile boolean stop;

        boolean stopped() {
            return stop;
        }

        @HandlerContext
        void onSignal() {
            stop = true;
        }
    }

    @Test
    void a_volatile_flag_is_fine() {
        assertOnly(VolatileFlag.class);
        assertEquals(List.of(), Verdicts.strictOn(VolatileFlag.class));
    }

    static class PlainFlag {
        private boolean stop;

        boolean stopped() {
            return stop;
        }

        @HandlerContext
        void onSignal() {
            stop = true;
        }
    }

    @Test
    void a_plain_flag_is_reported() {
        assertOnly(
                PlainFlag.class, "SHARED_STATE: PlainFlag.onSignal() → plain field PlainFlag.stop");
    }

    static class PlainRead {
        private int size;

        void grow() {
            size = 7;
        }

        volatile int seen;

        @HandlerContext
        void onSignal() {
            seen = size;
        }
    }

    @Test
    void a_plain_field_that_interrupted_code_writes_may_not_even_be_read() {
        assertOnly(
                PlainRead.class, "SHARED_STATE: PlainRead.onSignal() → plain field PlainRead.size");
        assertTrue(Verdicts.textsOn(PlainRead.class).get(0).contains("PlainRead.grow() writes it"));
    }

    static class WrittenOnce {
        private int size;
        volatile int seen;

        WrittenOnce(int size) {
            this.size = size;
        }

        @HandlerContext
        void onSignal() {
            seen = size;
        }
    }

    @Test
    void a_field_that_only_constructors_write_is_fine() {
        assertOnly(WrittenOnce.class);
    }

    static class OwnObject {
        static class Point {
            int x;
        }

        volatile int seen;

        @HandlerContext
        void onSignal() {
            Point point = new Point();
            point.x = 5;
            seen = move(point);
        }

        private int move(Point point) {
            point.x += 1;
            return point.x;
        }

        OwnObject() {
            new Point().x = 1;
        }
    }

    @Test
    void an_object_that_the_handler_made_is_its_own_in_the_method_that_made_it() {
        assertTrue(
                Verdicts.textsOn(OwnObject.class).stream()
                        .noneMatch(
                                text ->
                                        text.contains("OwnObject.onSignal(SharedStateTest.java")
                                                && !text.contains("OwnObject.move(")
                                                && text.contains("plain field")));
    }

    static class VolatileCount {
        private volatile long count;

        @HandlerContext
        void onSignal() {
            count++;
        }
    }

    @Test
    void an_increment_of_a_volatile_field_loses_updates() {
        assertOnly(
                VolatileCount.class,
                "LOST_UPDATE: VolatileCount.onSignal() → update of VolatileCount.count");
    }

    static class VolatileCopy {
        private volatile int count;
        volatile int total;

        @HandlerContext
        void onSignal() {
            int copy = count;
            copy++;
            count = copy * 2;
            total = 3;
        }
    }

    @Test
    void an_update_through_a_local_variable_is_seen() {
        assertOnly(
                VolatileCopy.class,
                "LOST_UPDATE: VolatileCopy.onSignal() → update of VolatileCopy.count");
    }

    static class Atomic {
        private final AtomicInteger count = new AtomicInteger();

        @HandlerContext
        void onSignal() {
            count.incrementAndGet();
        }
    }

    @Test
    void an_atomic_increment_is_fine() {
        assertOnly(Atomic.class);
        assertEquals(List.of(), Verdicts.strictOn(Atomic.class));
    }

    static class SharedArray {
        private final byte[] buffer = new byte[8];
        volatile byte seen;

        @HandlerContext
        void write() {
            buffer[0] = 1;
        }

        @HandlerContext
        void read() {
            seen = buffer[0];
        }
    }

    @Test
    void a_store_into_a_shared_array_is_reported() {
        assertOnly(
                SharedArray.class,
                "SHARED_STATE: SharedArray.write() → element of SharedArray.buffer");
    }

    static class SharedMap {
        private final Map<String, String> map = new HashMap<>();

        @HandlerContext
        void onSignal() {
            map.put("a", "b");
        }
    }

    @Test
    void a_shared_map_is_reported() {
        assertOnly(
                SharedMap.class,
                "SHARED_STATE: SharedMap.onSignal() → java.util.HashMap.put(Object, Object)");
    }

    static class OwnList {
        @HandlerContext
        void onSignal() {
            List<String> list = new ArrayList<>();
            list.add("x");
        }
    }

    @Test
    void a_list_of_the_handlers_own_only_allocates() {
        assertOnly(OwnList.class);
        assertTrue(
                Verdicts.strictOn(OwnList.class)
                        .contains("ALLOCATE: OwnList.onSignal() → new java.util.ArrayList"));
    }

    static class MadeByBoth {
        static class Counter {
            private int count;

            void add() {
                count = count + 1;
            }
        }

        private volatile Counter counter;

        private void renew() {
            counter = new Counter();
        }

        @HandlerContext
        void onTerm() {
            renew();
        }

        @HandlerContext
        void onInt() {
            counter.add();
        }

        void normal() {
            renew();
            counter.add();
        }
    }

    @Test
    void a_field_of_what_normal_code_makes_too_is_shared() {
        String violation = "SHARED_STATE: MadeByBoth.onInt() → plain field Counter.count";
        List<String> violations = Verdicts.on(MadeByBoth.class);
        assertTrue(violations.contains(violation), violations::toString);
    }
}
