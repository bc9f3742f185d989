package signalkit.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import signalkit.annotations.AsyncSignalSafe;
import signalkit.annotations.HandlerContext;

/** Code of the program that a library calls back, and code that somebody vouches for. */
class CallBacksTest {
    static class CallBack {
        static class Key {
            @Override
            public synchronized int hashCode() {
                return 1;
            }

            @Override
            public boolean equals(Object other) {
                return this == other;
            }

            @Override
            public String toString() {
                System.out.println("side effect");
                return "key";
            }
        }

        private final ConcurrentHashMap<Key, String> map = new ConcurrentHashMap<>();
        private final Key key = new Key();
        private final StringBuilder text = new StringBuilder(100);
        volatile String seen;

        @HandlerContext
        void lookUp() {
            seen = map.get(key);
        }

        @HandlerContext
        void append() {
            text.append(key);
        }

        @HandlerContext
        void concatenate() {
            seen = "key " + key;
        }
    }

    @Test
    void what_the_jdk_calls_back_is_followed() {
        List<String> violations = Verdicts.on(CallBack.class);
        assertTrue(
                violations.contains("LOCK: CallBack.lookUp() → synchronized Key.hashCode()"),
                violations.toString());
        for (String handler : List.of("append", "concatenate")) {
            String violation =
                    "IO: CallBack." + handler + "() → java.io.PrintStream.println(String)";
            assertTrue(violations.contains(violation), violations.toString());
        }
    }

    static class Hook {
        private final Map<String, String> cache =
                new LinkedHashMap<>() {
                    private static final long serialVersionUID = 1;

                    @Override
                    protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
                        return size() > 3;
                    }
                };
        private final ThreadLocal<String> local =
                new ThreadLocal<>() {
                    @Override
                    protected synchronized String initialValue() {
                        return "x";
                    }
                };
        volatile String seen;

        @HandlerContext
        void onSignal() {
            seen = local.get();
        }

        @HandlerContext
        void shared() {
            seen = cache.get("x");
        }
    }

    @Test
    void a_hook_of_an_extended_library_class_is_followed() {
        List<String> violations = Verdicts.on(Hook.class);
        assertTrue(
                violations.stream().anyMatch(f -> f.startsWith("LOCK: Hook.onSignal()")),
                violations.toString());
        assertTrue(
                violations.stream().anyMatch(f -> f.startsWith("SHARED_STATE: Hook.shared()")),
                violations.toString());
    }

    static class Vouched {
        @AsyncSignalSafe("writes one byte to an open descriptor")
        static void poke() {
            System.out.println("trust me");
        }

        @HandlerContext
        void onSignal() {
            poke();
        }
    }

    @Test
    void a_vouched_for_method_stops_the_search_and_is_listed() {
        assertEquals(List.of(), Verdicts.on(Vouched.class));
        assertEquals(
                List.of("Vouched.poke(): writes one byte to an open descriptor"),
                Verdicts.trustedBy(Vouched.class));
    }
}
