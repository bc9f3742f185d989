package signalkit.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import signalkit.annotations.HandlerContext;

/** Exceptions: thrown, counted on, passed on; and what only looks like one. */
class ExceptionsTest {
    static class Throws {
        private volatile int state;

        @HandlerContext
        void onSignal() {
            if (state < 0) {
                throw new IllegalStateException("negative");
            }
        }
    }

    @Test
    void a_throw_is_one_violation() {
        assertEquals(
                List.of("THROW: Throws.onSignal() → throw java.lang.IllegalStateException"),
                Verdicts.on(Throws.class));
    }

    static class OwnException {
        static class Stop extends RuntimeException {
            private static final long serialVersionUID = 1;
        }

        @HandlerContext
        void onSignal() {
            helper();
        }

        private void helper() {
            throw new Stop();
        }
    }

    @Test
    void an_exception_of_the_programs_own_is_no_better() {
        assertTrue(
                Verdicts.on(OwnException.class)
                        .contains("THROW: OwnException.onSignal() → throw Stop"));
    }

    static class MadeNotThrown {
        volatile Throwable seen;

        @HandlerContext
        void onSignal() {
            seen = new Throwable();
        }
    }

    @Test
    void making_an_exception_takes_a_lock() {
        assertEquals(
                List.of("LOCK: MadeNotThrown.onSignal() → new java.lang.Throwable"),
                Verdicts.on(MadeNotThrown.class));
    }

    static class CountsOnImplicit {
        private final int[] table = new int[3];
        volatile int seen;

        @HandlerContext
        void onSignal() {
            try {
                seen = table[seen];
            } catch (ArrayIndexOutOfBoundsException e) {
                seen = 0;
            }
        }
    }

    @Test
    void counting_on_an_implicit_exception_is_reported() {
        assertEquals(
                List.of(
                        "THROW: CountsOnImplicit.onSignal() → catch"
                                + " java.lang.ArrayIndexOutOfBoundsException"),
                Verdicts.on(CountsOnImplicit.class));
    }

    static class TestsBefore {
        private final int[] table = new int[3];
        volatile int seen;

        @HandlerContext
        void onSignal() {
            int index = seen;
            try {
                seen = index >= 0 && index < 3 ? table[index] : 0;
            } finally {
                seen = 7;
            }
        }
    }

    @Test
    void a_test_before_and_a_finally_block_are_fine() {
        assertEquals(List.of(), Verdicts.on(TestsBefore.class));
    }

    static class Asserts {
        volatile int state;

        @HandlerContext
        void onSignal() {
            assert state >= 0 : "negative: " + state;
        }
    }

    @Test
    void an_assertion_is_fine() {
        assertEquals(List.of(), Verdicts.on(Asserts.class));
        assertEquals(List.of(), Verdicts.strictOn(Asserts.class));
    }

    static class AssertsFirst {
        volatile int state;

        @HandlerContext
        void onSignal() {
            assert state >= 0;
            if (state > 9) {
                throw new AssertionError(note());
            }
        }

        private static synchronized String note() {
            return "too many";
        }
    }

    @Test
    void what_is_thrown_behind_an_assertion_is_no_part_of_it() {
        List<String> violations = Verdicts.on(AssertsFirst.class);
        for (String violation :
                List.of(
                        "LOCK: AssertsFirst.onSignal() → synchronized AssertsFirst.note()",
                        "THROW: AssertsFirst.onSignal() → throw java.lang.AssertionError")) {
            assertTrue(violations.contains(violation), violations::toString);
        }
    }
}
