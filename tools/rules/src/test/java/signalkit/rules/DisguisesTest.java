package signalkit.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import signalkit.annotations.HandlerContext;

/** A lock behind a construct of the language that the compiler turns into something else. */
class DisguisesTest {
    private static final String LOCK = "java.util.concurrent.locks.ReentrantLock.lock()";

    private static void assertLocks(Class<?> fixture, String handler) {
        assertEquals(
                List.of("LOCK: " + handler + " → " + LOCK),
                Verdicts.on(fixture).stream().filter(line -> line.startsWith("LOCK")).toList());
    }

    static class Resource {
        static class Guard implements AutoCloseable {
            private final ReentrantLock lock = new ReentrantLock();

            @Override
            public void close() {
                lock.lock();
            }
        }

        private final Guard guard = new Guard();

        @HandlerContext
        void onSignal() {
            try (Guard open = guard) {
                assert open != null;
            }
        }
    }

    @Test
    void the_hidden_close_of_a_try_with_resources_is_a_call() {
        assertLocks(Resource.class, "Resource.onSignal()");
    }

    static class DefaultMethod {
        interface Task {
            ReentrantLock LOCK = new ReentrantLock();

            default void go() {
                LOCK.lock();
            }
        }

        static final class Quiet implements Task {}

        private final Task task = new Quiet();

        @HandlerContext
        void onSignal() {
            task.go();
        }
    }

    @Test
    void a_default_method_that_no_class_overrides_is_followed() {
        assertLocks(DefaultMethod.class, "DefaultMethod.onSignal()");
    }

    static class Diamond {
        interface Task {
            default void go() {}
        }

        interface Locking extends Task {
            ReentrantLock LOCK = new ReentrantLock();

            @Override
            default void go() {
                LOCK.lock();
            }
        }

        static class Base implements Task {}

        static final class Both extends Base implements Locking {}

        private final Task task = new Both();

        @HandlerContext
        void onSignal() {
            task.go();
        }
    }

    @Test
    void the_more_special_default_method_wins() {
        assertLocks(Diamond.class, "Diamond.onSignal()");
    }

    static class Anonymous {
        private final ReentrantLock lock = new ReentrantLock();
        private final Runnable task =
                new Runnable() {
                    @Override
                    public void run() {
                        lock.lock();
                    }
                };

        @HandlerContext
        void onSignal() {
            task.run();
        }
    }

    @Test
    void an_anonymous_class_is_followed_into_the_object_around_it() {
        assertLocks(Anonymous.class, "Anonymous.onSignal()");
    }

    static class NestedLambdas {
        private final ReentrantLock lock = new ReentrantLock();

        @HandlerContext
        void onSignal() {
            Supplier<Runnable> outer = () -> () -> lock.lock();
            outer.get().run();
        }
    }

    @Test
    void a_lambda_made_by_a_lambda_is_followed() {
        assertLocks(NestedLambdas.class, "NestedLambdas.onSignal()");
    }

    static class CovariantBridge {
        private static final ReentrantLock LOCKED = new ReentrantLock();

        static class Base {
            Object value() {
                return null;
            }
        }

        static final class Derived extends Base {
            @Override
            String value() {
                LOCKED.lock();
                return "";
            }
        }

        private final Base base = new Derived();

        @HandlerContext
        void onSignal() {
            base.value();
        }
    }

    @Test
    void the_bridge_of_a_narrower_result_is_followed() {
        assertLocks(CovariantBridge.class, "CovariantBridge.onSignal()");
    }

    static class InheritedByInterface {
        private static final ReentrantLock LOCKED = new ReentrantLock();

        interface Task {
            void go();
        }

        static class Base {
            public void go() {
                LOCKED.lock();
            }
        }

        static final class Derived extends Base implements Task {}

        private final Task task = new Derived();

        @HandlerContext
        void onSignal() {
            task.go();
        }
    }

    @Test
    void a_method_that_knows_nothing_of_the_interface_implements_it_all_the_same() {
        assertLocks(InheritedByInterface.class, "InheritedByInterface.onSignal()");
    }

    static class ConstantBody {
        private static final ReentrantLock LOCKED = new ReentrantLock();

        enum Mode {
            QUIET {
                @Override
                void go() {}
            },
            LOUD {
                @Override
                void go() {
                    LOCKED.lock();
                }
            };

            abstract void go();
        }

        private volatile Mode mode = Mode.QUIET;

        @HandlerContext
        void onSignal() {
            mode.go();
        }

        void louder() {
            mode = Mode.LOUD;
        }
    }

    @Test
    void the_body_of_one_enum_constant_is_followed() {
        assertLocks(ConstantBody.class, "ConstantBody.onSignal()");
    }

    static class Initialiser {
        static final class Late {
            private static final ReentrantLock LOCKED = new ReentrantLock();

            static volatile boolean flag;

            static {
                LOCKED.lock();
            }
        }

        @HandlerContext
        void onSignal() {
            Late.flag = true;
        }
    }

    @Test
    void the_static_initialiser_of_a_nested_class_runs_at_its_first_use() {
        assertLocks(Initialiser.class, "Initialiser.onSignal()");
    }

    static class FinallyBlock {
        private final ReentrantLock lock = new ReentrantLock();
        private volatile int[] counts = new int[1];

        @HandlerContext
        int onSignal() {
            try {
                return counts.length;
            } finally {
                lock.lock();
            }
        }
    }

    @Test
    void a_finally_block_that_the_compiler_copies_counts_for_its_line_once() {
        assertLocks(FinallyBlock.class, "FinallyBlock.onSignal()");
    }

    static class RecordAccessor {
        private static final ReentrantLock LOCKED = new ReentrantLock();

        record Pair(int left, int right) {
            Pair {
                LOCKED.lock();
            }
        }

        @HandlerContext
        int onSignal() {
            return new Pair(1, 2).left();
        }
    }

    @Test
    void the_compact_constructor_of_a_record_is_followed() {
        assertLocks(RecordAccessor.class, "RecordAccessor.onSignal()");
    }

    static class BoundReference {
        private final ReentrantLock lock = new ReentrantLock();
        private final Callable<Object> task = Guard::new;

        static final class Guard {
            Guard() {
                new BoundReference().lock.lock();
            }
        }

        @HandlerContext
        void onSignal() throws Exception {
            task.call();
        }
    }

    @Test
    void a_reference_to_a_constructor_is_followed() {
        assertLocks(BoundReference.class, "BoundReference.onSignal()");
    }

    static class Handle {
        private volatile MethodHandle handle;

        @HandlerContext
        void onSignal() throws Throwable {
            handle.invokeExact();
        }
    }

    @Test
    void a_method_handle_cannot_be_verified() {
        assertEquals(
                List.of(
                        "UNVERIFIED: Handle.onSignal() →"
                                + " java.lang.invoke.MethodHandle.invokeExact()"),
                Verdicts.on(Handle.class));
    }

    static class Varargs {
        private volatile int last;

        @HandlerContext
        void onSignal() {
            last = first(1, 2, 3);
        }

        private static int first(int... numbers) {
            return numbers[0];
        }
    }

    @Test
    void the_array_of_a_variable_argument_list_is_an_allocation() {
        assertEquals(
                List.of("ALLOCATE: Varargs.onSignal() → new primitive array"),
                Verdicts.strictOn(Varargs.class));
    }

    static class Boxing {
        private volatile Object last;
        private volatile int count;

        @HandlerContext
        void onSignal() {
            last = count;
        }
    }

    @Test
    void boxing_is_an_allocation() {
        assertEquals(
                List.of("ALLOCATE: Boxing.onSignal() → java.lang.Integer.valueOf(int)"),
                Verdicts.strictOn(Boxing.class));
    }

    static class StringSwitch {
        private volatile String word = "";
        private volatile boolean stop;

        @HandlerContext
        void onSignal() {
            switch (word) {
                case "stop", "end" -> stop = true;
                default -> stop = false;
            }
        }
    }

    @Test
    void a_switch_over_strings_is_fine() {
        assertEquals(List.of(), Verdicts.strictOn(StringSwitch.class));
    }
}
