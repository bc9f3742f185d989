package signalkit.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;
import signalkit.annotations.HandlerContext;

/** What every program has: records, enums, resources, wrapped collections. */
class OrdinaryCodeTest {
    static class Records {
        record Caught(int number, String name) {}

        volatile Object seen;

        @HandlerContext
        void onSignal() {
            seen = new Caught(15, "TERM");
        }
    }

    @Test
    void a_record_only_allocates() {
        assertEquals(
                List.of("FIRST_USE: Records.onSignal() → initialisation of Caught"),
                Verdicts.on(Records.class));
    }

    static class Enums {
        enum State {
            READY,
            DRAINING
        }

        volatile int seen;

        @HandlerContext
        void onSignal() {
            seen = State.values().length + State.DRAINING.ordinal();
        }
    }

    @Test
    void the_values_of_an_enum_only_allocate() {
        assertEquals(
                List.of("FIRST_USE: Enums.onSignal() → initialisation of State"),
                Verdicts.on(Enums.class));
    }

    static class FirstEnum {
        enum State {
            READY
        }

        volatile Object seen;

        @HandlerContext
        void onSignal() {
            seen = State.READY;
        }
    }

    @Test
    void the_first_use_of_an_enum_is_reported_once() {
        assertEquals(
                List.of("FIRST_USE: FirstEnum.onSignal() → initialisation of State"),
                Verdicts.on(FirstEnum.class));
    }

    static class LockMaker {
        volatile Object seen;

        @HandlerContext
        void onSignal() {
            seen = new ReentrantLock();
        }
    }

    @Test
    void a_lock_that_is_made_is_not_taken() {
        assertEquals(List.of(), Verdicts.on(LockMaker.class));
    }

    static class Resources {
        static class Guard implements AutoCloseable {
            volatile boolean closed;

            @Override
            public void close() {
                closed = true;
            }
        }

        private final Guard guard = new Guard();
        volatile int seen;

        @HandlerContext
        void onSignal() {
            try (Guard held = guard) {
                seen = held.closed ? 1 : 2;
            }
        }
    }

    @Test
    void a_resource_that_closes_quietly_is_fine() {
        assertEquals(List.of(), Verdicts.on(Resources.class));
    }

    static class LockedResources {
        private final ReentrantLock lock = new ReentrantLock();

        class Guard implements AutoCloseable {
            volatile boolean closed;

            @Override
            public void close() {
                lock.unlock();
            }
        }

        private final Guard guard = new Guard();
        volatile boolean seen;

        @HandlerContext
        void onSignal() {
            try (Guard held = guard) {
                seen = held.closed;
            }
        }
    }

    @Test
    void a_resource_that_locks_when_it_closes_is_reported() {
        assertEquals(
                List.of(
                        "LOCK: LockedResources.onSignal() → java.util.concurrent.locks.ReentrantLock.unlock()"),
                Verdicts.on(LockedResources.class));
    }

    static class Clones {
        private final int[] numbers = {1, 2};
        volatile Object seen;

        @HandlerContext
        void onSignal() {
            seen = numbers.clone();
        }
    }

    @Test
    void a_copy_of_an_array_only_allocates() {
        assertEquals(List.of(), Verdicts.on(Clones.class));
    }

    static class Wrapped {
        private final List<String> list = Collections.synchronizedList(new ArrayList<>());
        private final Map<String, String> map = Collections.synchronizedMap(new HashMap<>());

        @HandlerContext
        void onSignal() {
            list.add("x");
            map.get("x");
        }
    }

    @Test
    void a_synchronized_wrapper_locks() {
        assertEquals(
                List.of(
                        "LOCK: Wrapped.onSignal() → java.util.Collections$SynchronizedList.add(Object)",
                        "LOCK: Wrapped.onSignal() → java.util.Collections$SynchronizedMap.get(Object)"),
                Verdicts.on(Wrapped.class));
    }

    static class Quiet {
        private final ConcurrentHashMap<String, String> map = new ConcurrentHashMap<>();
        private final Thread main = Thread.currentThread();
        volatile boolean seen;

        @HandlerContext
        void onSignal() {
            seen = map.containsKey("x") && main.isInterrupted();
        }
    }

    @Test
    void a_look_into_a_concurrent_map_or_at_an_interrupt_is_fine() {
        assertEquals(List.of(), Verdicts.on(Quiet.class));
    }

    static class Streams {
        volatile Socket socket;

        @HandlerContext
        void onSignal() throws IOException {
            OutputStream out = socket.getOutputStream();
            out.write(1);
        }
    }

    @Test
    void the_stream_of_a_socket_is_io() {
        assertEquals(
                List.of(
                        "IO: Streams.onSignal() → java.net.Socket.getOutputStream()",
                        "IO: Streams.onSignal() → java.io.OutputStream.write(int)"),
                Verdicts.on(Streams.class));
    }

    static class Adder {
        private final LongAdder adder = new LongAdder();

        @HandlerContext
        void onSignal() {
            adder.increment();
        }
    }

    @Test
    void a_long_adder_is_cold() {
        assertEquals(
                List.of(
                        "FIRST_USE: Adder.onSignal() → first call of java.util.concurrent.atomic.LongAdder.increment()"),
                Verdicts.on(Adder.class));
    }

    static class Casts {
        volatile Object object;
        volatile int seen;

        @HandlerContext
        void cast() {
            try {
                seen = (Integer) object;
            } catch (ClassCastException e) {
                seen = -1;
            }
        }

        @HandlerContext
        void dereference() {
            try {
                seen = object.hashCode();
            } catch (NullPointerException e) {
                seen = -1;
            }
        }

        @HandlerContext
        void parse() {
            try {
                seen = Integer.parseInt("x");
            } catch (NumberFormatException e) {
                seen = -1;
            }
        }
    }

    @Test
    void counting_on_a_null_a_cast_or_no_number_is_reported() {
        assertEquals(
                List.of(
                        "THROW: Casts.cast() → catch java.lang.ClassCastException",
                        "UNVERIFIED: Casts.dereference() → java.lang.Object.hashCode()",
                        "THROW: Casts.dereference() → catch java.lang.NullPointerException",
                        "THROW: Casts.parse() → catch java.lang.NumberFormatException"),
                Verdicts.on(Casts.class));
    }

    /** In a loop the next element comes from itself. */
    static class OwnChain {
        private static final class Link {
            private int value;
            private Link next;
        }

        @HandlerContext
        void onSignal() {
            Link first = new Link();
            first.next = new Link();
            Link each = first;
            while (each.next != null) {
                each = each.next;
            }
            each.value++;
        }
    }

    @Test
    void a_walk_through_a_list_of_ones_own_ends() {
        // A link is written by more than one place, so it is not known to be the handler's own.
        assertEquals(
                List.of(
                        "FIRST_USE: OwnChain.onSignal() → initialisation of Link",
                        "LOST_UPDATE: OwnChain.onSignal() → update of Link.value"),
                Verdicts.on(OwnChain.class));
    }
}
