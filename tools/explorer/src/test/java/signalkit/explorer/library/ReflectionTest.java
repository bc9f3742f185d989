package signalkit.explorer.library;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import signalkit.explorer.Explored;
import signalkit.explorer.FindingKind;
import signalkit.explorer.Plan;
import signalkit.explorer.Result;
import signalkit.explorer.Scenario;

/** What a program does by reflection is what it would do without. */
class ReflectionTest {
    interface Counter {
        void increment();
    }

    /** Two threads that do the same. */
    abstract static class Twice implements Scenario {
        int plain;
        volatile int shared;
        final int[] elements = new int[2];

        abstract void act(String thread) throws Exception;

        private void run(String thread) {
            try {
                act(thread);
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public void prepare(Plan plan) {
            plan.thread("a", () -> run("a"));
            plan.thread("b", () -> run("b"));
            plan.atEnd("both are counted", () -> plain + shared + elements[0] + elements[1] == 2);
        }

        static Field field(String name) throws NoSuchFieldException {
            return Twice.class.getDeclaredField(name);
        }

        void incrementBoth() {
            int before = shared;
            shared = before + 1;
        }
    }

    static final class RacesOnAField extends Twice {
        @Override
        void act(String thread) throws Exception {
            field("plain").setInt(this, field("plain").getInt(this) + 1);
        }
    }

    static final class LosesAnUpdate extends Twice {
        @Override
        void act(String thread) throws Exception {
            field("shared").setInt(this, field("shared").getInt(this) + 1);
        }
    }

    static final class LocksForAField extends Twice {
        @Override
        synchronized void act(String thread) throws Exception {
            field("plain").set(this, (Integer) field("plain").get(this) + 1);
        }
    }

    /** One thread by reflection, the other one without. */
    static final class RacesWithAField extends Twice {
        @Override
        void act(String thread) throws Exception {
            if (thread.equals("a")) {
                field("plain").getInt(this);
                shared = 2;
            } else {
                plain = 0;
            }
        }
    }

    static final class RacesOnAnElement extends Twice {
        @Override
        void act(String thread) {
            Array.setInt(elements, 0, 2);
        }
    }

    static final class SetsItsOwnElement extends Twice {
        @Override
        void act(String thread) {
            Array.setInt(elements, thread.equals("a") ? 0 : 1, 1);
        }
    }

    static final class CallsThroughAProxy extends Twice {
        private Counter counter() {
            return (Counter)
                    Proxy.newProxyInstance(
                            getClass().getClassLoader(),
                            new Class<?>[] {Counter.class},
                            (proxy, method, arguments) ->
                                    method.invoke((Counter) this::incrementBoth, arguments));
        }

        @Override
        void act(String thread) {
            counter().increment();
        }
    }

    static final class LocksByName extends Twice {
        private final Object lock = make("java.util.concurrent.locks.ReentrantLock");

        private static Object make(String name) {
            try {
                Object made = Class.forName(name).getDeclaredConstructor().newInstance();
                return made.getClass().getName().equals(name) ? made : null;
            } catch (ReflectiveOperationException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        void act(String thread) throws Exception {
            lock.getClass().getMethod("lock").invoke(lock);
            plain++;
            lock.getClass().getMethod("unlock").invoke(lock);
        }
    }

    /** The end of a run passes through, whatever catches what reflection wraps. */
    static final class CatchesWhatIsThrown extends Twice {
        void fail() {
            shared++;
            throw new IllegalStateException("wrapped");
        }

        @Override
        void act(String thread) throws Exception {
            try {
                getClass().getDeclaredMethod("fail").invoke(this);
            } catch (InvocationTargetException e) {
                shared += e.getCause() instanceof IllegalStateException ? 0 : 100;
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                RacesOnAField.class,
                RacesWithAField.class,
                RacesOnAnElement.class,
            })
    void an_access_by_reflection_races_like_any_other(Class<? extends Scenario> type) {
        Explored.assertFails(type, FindingKind.DATA_RACE);
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                LosesAnUpdate.class,
                CallsThroughAProxy.class,
                CatchesWhatIsThrown.class,
            })
    void what_reflection_runs_is_explored(Class<? extends Scenario> type) {
        Explored.assertFails(type, FindingKind.INVARIANT_VIOLATED);
    }

    @ParameterizedTest
    @ValueSource(classes = {LocksForAField.class, SetsItsOwnElement.class, LocksByName.class})
    void a_right_program_that_uses_reflection_is_proved(Class<? extends Scenario> type) {
        Explored.assertProved(type);
    }

    /** Asserts something in one thread. */
    abstract static class Once implements Scenario {
        abstract Object act() throws Exception;

        @Override
        public void prepare(Plan plan) {
            Callable<?> code = this::act;
            plan.thread(
                    "a",
                    () -> {
                        try {
                            code.call();
                        } catch (Exception e) {
                            throw new AssertionError(e);
                        }
                    });
        }
    }

    /** What a name finds is what the program's own code names. */
    static final class Finds extends Once {
        private static final Object FIXED = new Object();

        @Override
        Object act() throws Exception {
            Class<?> thread = Class.forName("java.lang.Thread");
            assert thread == Thread.class;
            assert thread.getMethod("getName").invoke(Thread.currentThread()).equals("a");
            ClassLoader loader = getClass().getClassLoader();
            assert loader.loadClass("java.util.concurrent.ConcurrentHashMap")
                    == ConcurrentHashMap.class;
            assert Class.forName("java.util.Vector", false, loader) == java.util.Vector.class;
            assert new ReentrantLock().getClass().getSimpleName().equals("ReentrantLock");
            assert ReentrantLock.class.toString().equals("class " + ReentrantLock.class.getName());
            assert Arrays.stream(getClass().getDeclaredMethods())
                    .map(Method::getName)
                    .noneMatch(name -> name.startsWith("$") || name.equals("hashCode"));
            Field fixed = getClass().getDeclaredField("FIXED");
            assert Modifier.isFinal(fixed.getModifiers()) && FIXED != null;
            return null;
        }
    }

    @Test
    void a_class_is_found_by_the_name_that_the_jdk_has_given() {
        Explored.assertProved(Finds.class);
    }

    static final class CallsTheJdk extends Once {
        @Override
        Object act() throws Exception {
            return List.class.getMethod("size").invoke(List.of());
        }
    }

    static final class MakesOneOfTheJdk extends Once {
        @Override
        Object act() throws Exception {
            return java.util.Random.class.getConstructor().newInstance();
        }
    }

    static final class ReadsAFieldOfTheJdk extends Once {
        @Override
        Object act() throws Exception {
            return Integer.class.getField("MAX_VALUE").get(null);
        }
    }

    static final class SetsAFinalField extends Once {
        private final Object fixed = new Object();

        @Override
        Object act() throws Exception {
            Field field = getClass().getDeclaredField("fixed");
            field.setAccessible(true);
            field.set(this, "another");
            return fixed;
        }
    }

    static final class LoadsClasses extends Once {
        @Override
        Object act() {
            return new java.net.URLClassLoader(new java.net.URL[0]);
        }
    }

    static Stream<Arguments> hidden() {
        return Stream.of(
                Arguments.of(CallsTheJdk.class, "what size does by reflection at"),
                Arguments.of(MakesOneOfTheJdk.class, "what new Random does by reflection at"),
                Arguments.of(ReadsAFieldOfTheJdk.class, "the field MAX_VALUE of the JDK"),
                Arguments.of(SetsAFinalField.class, "a new value of the final field fixed"),
                Arguments.of(LoadsClasses.class, "what new URLClassLoader leads to at"));
    }

    @ParameterizedTest
    @MethodSource("hidden")
    void what_cannot_be_followed_is_named(Class<? extends Scenario> type, String words) {
        Result result = Explored.explore(type);

        assertTrue(result.failure().isEmpty(), result::toString);
        assertFalse(result.isProof(), result::toString);
        assertTrue(result.toString().contains(words), result::toString);
    }
}
