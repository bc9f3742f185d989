package signalkit.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;
import signalkit.annotations.HandlerContext;

/** Lambdas and method references: called, stored, handed to others. */
class FunctionsTest {
    private static final String LOCKS = "java.util.concurrent.locks.ReentrantLock.lock()";

    static class PointerCalled {
        private static final ReentrantLock LOCK = new ReentrantLock();

        static void locks() {
            LOCK.lock();
        }

        @HandlerContext
        void onSignal() {
            Runnable pointer = PointerCalled::locks;
            pointer.run();
        }
    }

    @Test
    void a_method_reference_that_is_called_is_followed() {
        assertTrue(
                Verdicts.on(PointerCalled.class)
                        .contains("LOCK: PointerCalled.onSignal() → " + LOCKS));
    }

    static class PointerStored {
        private static final ReentrantLock LOCK = new ReentrantLock();
        private volatile Runnable stash;

        static void locks() {
            LOCK.lock();
        }

        @HandlerContext
        void onSignal() {
            stash = PointerStored::locks;
        }
    }

    @Test
    void a_stored_method_reference_counts_unless_allowed() {
        String violation = "LOCK: PointerStored.onSignal() → " + LOCKS;
        assertTrue(Verdicts.on(PointerStored.class).contains(violation));
        assertTrue(!Verdicts.relaxedOn(PointerStored.class).contains(violation));
    }

    static class PointerInField {
        private static final ReentrantLock LOCK = new ReentrantLock();
        private volatile Runnable action;

        void arm() {
            action = LOCK::lock;
        }

        @HandlerContext
        void onSignal() {
            action.run();
        }
    }

    @Test
    void a_method_reference_that_normal_code_left_in_a_field_is_followed() {
        assertEquals(
                List.of("LOCK: PointerInField.onSignal() → " + LOCKS),
                Verdicts.on(PointerInField.class));
    }

    static class HandOff {
        private static final ReentrantLock LOCK = new ReentrantLock();
        volatile Executor executor;

        @HandlerContext
        void onSignal() {
            executor.execute(() -> LOCK.lock());
        }
    }

    @Test
    void a_lambda_for_another_thread_is_exempt_but_the_hand_off_is_not() {
        List<String> violations = Verdicts.on(HandOff.class);
        assertTrue(
                violations.contains(
                        "THREAD: HandOff.onSignal() →"
                                + " java.util.concurrent.Executor.execute(Runnable)"),
                violations.toString());
        assertTrue(violations.stream().noneMatch(f -> f.startsWith("LOCK")), violations.toString());
    }

    static class BlockInLambda {
        private final Object monitor = new Object();

        @HandlerContext
        void onSignal() {
            Runnable block =
                    () -> {
                        synchronized (monitor) {
                            monitor.notifyAll();
                        }
                    };
            block.run();
        }
    }

    @Test
    void a_synchronized_block_in_a_lambda_is_seen() {
        assertTrue(
                Verdicts.on(BlockInLambda.class)
                        .contains(
                                "LOCK: BlockInLambda.onSignal() → synchronized"
                                        + " (BlockInLambda.monitor)"));
    }

    static class FirstValue {
        private static final Object LOCK = new Object();
        private static final ThreadLocal<String> NAME = ThreadLocal.withInitial(FirstValue::locked);
        private static final ThreadLocal<String> OTHER = ThreadLocal.withInitial(() -> "");
        volatile String seen;

        private static String locked() {
            synchronized (LOCK) {
                return "";
            }
        }

        @HandlerContext
        void gets() {
            seen = NAME.get();
        }

        @HandlerContext
        void getsAnother() {
            seen = OTHER.get();
        }
    }

    @Test
    void the_function_that_makes_a_first_value_is_followed() {
        List<String> locks =
                Verdicts.on(FirstValue.class).stream().filter(v -> v.startsWith("LOCK")).toList();
        assertEquals(List.of("LOCK: FirstValue.gets() → synchronized (FirstValue.LOCK)"), locks);
    }
}
