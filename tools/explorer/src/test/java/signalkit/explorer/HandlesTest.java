package signalkit.explorer;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is accessed through a handle or an updater is a field or an element like any other. */
class HandlesTest {
    /** Two threads use one field. */
    abstract static class TwoThreads implements Scenario {
        volatile int field;
        int plain;
        final int[] elements = new int[2];

        abstract void first() throws Throwable;

        abstract void second() throws Throwable;

        private static Runnable quietly(Step step) {
            return () -> {
                try {
                    step.run();
                } catch (Throwable e) {
                    throw new IllegalStateException(e);
                }
            };
        }

        @Override
        public void prepare(Plan plan) {
            plan.thread("a", quietly(this::first));
            plan.thread("b", quietly(this::second));
        }
    }

    /** What a thread does. */
    interface Step {
        void run() throws Throwable;
    }

    private static VarHandle handle(String name, Class<?> type) {
        try {
            return MethodHandles.lookup().findVarHandle(TwoThreads.class, name, type);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    static class PlainByHandle extends TwoThreads {
        private final VarHandle handle = handle("plain", int.class);

        @Override
        void first() {
            handle.set(this, 1);
        }

        @Override
        void second() {
            plain = 2;
        }
    }

    /** The JDK cannot describe a handle of a field that the class inherits. */
    static final class InheritedByHandle extends PlainByHandle {
        private final VarHandle inherited = inherited();

        private static VarHandle inherited() {
            try {
                return MethodHandles.lookup()
                        .findVarHandle(InheritedByHandle.class, "plain", int.class);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        void first() {
            inherited.set(this, 1);
        }
    }

    /** A plain access through a handle races with a volatile one of the field itself. */
    static final class PlainOfVolatile extends TwoThreads {
        private final VarHandle handle = handle("field", int.class);

        @Override
        void first() {
            handle.set(this, 1);
        }

        @Override
        void second() {
            field = 2;
        }
    }

    static final class ElementByHandle extends TwoThreads {
        private final VarHandle handle = MethodHandles.arrayElementVarHandle(int[].class);

        @Override
        void first() {
            handle.set(elements, 1, 1);
        }

        @Override
        void second() {
            elements[1] = 2;
        }
    }

    static Stream<Class<? extends Scenario>> racy() {
        return Stream.of(
                PlainByHandle.class,
                InheritedByHandle.class,
                PlainOfVolatile.class,
                ElementByHandle.class);
    }

    @ParameterizedTest
    @MethodSource("racy")
    void plain_accesses_race(Class<? extends Scenario> type) {
        Explored.assertFails(type, FindingKind.DATA_RACE);
    }

    /** Reads the field and writes it through what stands for it. */
    static class Updates extends TwoThreads {
        private final AtomicIntegerFieldUpdater<TwoThreads> updater =
                AtomicIntegerFieldUpdater.newUpdater(TwoThreads.class, "field");

        @Override
        public void prepare(Plan plan) {
            super.prepare(plan);
            plan.atEnd("both count", () -> field == 2);
        }

        @Override
        void first() {
            updater.set(this, field + 1);
        }

        @Override
        void second() {
            field = updater.get(this) + 1;
        }
    }

    static final class AtomicUpdates extends Updates {
        private final AtomicIntegerFieldUpdater<TwoThreads> updater =
                AtomicIntegerFieldUpdater.newUpdater(TwoThreads.class, "field");

        @Override
        void first() {
            updater.incrementAndGet(this);
        }

        @Override
        void second() {
            updater.incrementAndGet(this);
        }
    }

    @Test
    void an_updater_accesses_its_field() {
        Explored.assertFails(Updates.class, FindingKind.INVARIANT_VIOLATED);
        Explored.assertProved(AtomicUpdates.class);
    }

    /** Elements of an atomic array that two threads do not share. */
    static final class OwnElements extends TwoThreads {
        private final AtomicIntegerArray array = new AtomicIntegerArray(2);

        @Override
        public void prepare(Plan plan) {
            super.prepare(plan);
            plan.atEnd("both count", () -> array.get(0) + array.get(1) == 2);
        }

        @Override
        void first() {
            array.set(0, array.get(0) + 1);
        }

        @Override
        void second() {
            array.set(1, array.get(1) + 1);
        }
    }

    @Test
    void elements_of_an_atomic_array_are_places_of_their_own() {
        Explored.assertProved(OwnElements.class);
    }

    /** A handle that increments in two steps which nobody sees. */
    static final class ByGetter extends TwoThreads {
        @Override
        void first() throws Throwable {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            lookup.findSetter(TwoThreads.class, "plain", int.class).invoke((TwoThreads) this, 1);
        }

        @Override
        void second() {
            plain = 2;
        }
    }

    @Test
    void a_handle_that_goes_round_the_points_is_named_and_denies_the_proof() {
        Result result = Explored.explore(ByGetter.class);

        assertFalse(result.isProof(), result::toString);
        assertTrue(result.toString().contains("what findSetter leads to at"), "" + result);
    }

    /** The function of an update looks at what the other thread changes. */
    static class UpdatesByFunction extends TwoThreads {
        private final AtomicInteger atomic = new AtomicInteger();

        @Override
        void first() {
            atomic.updateAndGet(old -> old + added());
        }

        int added() {
            return field;
        }

        @Override
        void second() {
            field = 1;
            atomic.updateAndGet(old -> old + 1);
        }
    }

    static final class UpdatesAlone extends UpdatesByFunction {
        @Override
        int added() {
            return 1;
        }
    }

    @Test
    void an_update_whose_function_uses_shared_memory_is_named_and_denies_the_proof() {
        Result result = Explored.explore(UpdatesByFunction.class);

        assertFalse(result.isProof(), result::toString);
        assertTrue(
                result.toString().contains("what the function of updateAndGet does"), "" + result);
        Explored.assertProved(UpdatesAlone.class);
    }
}
