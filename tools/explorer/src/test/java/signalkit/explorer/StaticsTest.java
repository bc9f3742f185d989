package signalkit.explorer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Static fields begin anew in each run, and initialisers are code like any other. */
class StaticsTest {
    static final class CountsRuns implements Scenario {
        private static int runs;
        private static final Set<String> NAMES = new HashSet<>();

        @Override
        public void prepare(Plan plan) {
            runs++;
            NAMES.add("run " + runs);
            plan.thread("a", () -> {});
            plan.thread("b", () -> {});
            plan.atEnd("this is the first run", () -> runs == 1 && NAMES.size() == 1);
        }
    }

    @Test
    void static_fields_begin_anew_in_each_run() {
        Explored.assertProved(CountsRuns.class);
    }

    static final class Config {
        static volatile int level;

        private Config() {}
    }

    static final class Holder {
        static final int LEVEL = Config.level;

        private Holder() {}
    }

    /** Whoever uses the holder first decides what its constant is. */
    static final class Lazy implements Scenario {
        private int seen;

        @Override
        public void prepare(Plan plan) {
            plan.thread("a", () -> Config.level = 1);
            plan.thread("b", () -> seen = Holder.LEVEL);
            plan.show("seen", () -> seen);
        }
    }

    @Test
    void an_initialiser_runs_when_its_class_is_used_first() {
        Result result = Explored.explore(Lazy.class);

        assertTrue(result.isProof(), result::toString);
        assertEquals(Set.of("seen=0", "seen=1"), result.outcomes());
    }

    static class Left {
        static final int VALUE = Right.value() + 1;

        static int value() {
            return VALUE;
        }
    }

    static class Right {
        static final int VALUE = Left.value() + 1;

        static int value() {
            return VALUE;
        }
    }

    static final class Cycle implements Scenario {
        @Override
        public void prepare(Plan plan) {
            plan.thread("a", Left::value);
            plan.thread("b", Right::value);
        }
    }

    @Test
    void initialisers_that_wait_for_each_other_are_a_deadlock() {
        Result result = Explored.assertFails(Cycle.class, FindingKind.DEADLOCK);
        String text = result.failure().get().finding().text();
        assertTrue(text.contains("StaticInitialiser"), text);
    }

    /** Its initialiser makes an object of a subclass that has no initialiser. */
    static class Parent {
        static final Object CHILD = new Child();

        static void use() {}
    }

    static final class Child extends Parent {}

    static final class UsesChild implements Scenario {
        @Override
        public void prepare(Plan plan) {
            plan.thread("a", Parent::use);
            plan.thread("b", Child::new);
        }
    }

    /** Its initialiser uses a field of a subclass. */
    static class Base {
        static {
            Derived.count++;
        }

        static void use() {}
    }

    static final class Derived extends Base {
        static int count = 1;

        static void useDerived() {}
    }

    static final class UsesDerived implements Scenario {
        @Override
        public void prepare(Plan plan) {
            plan.thread("a", Base::use);
            plan.thread("b", Derived::useDerived);
        }
    }

    static class Locking {
        static final Object LOCK = Lock.class;
        static int count;

        static {
            synchronized (LOCK) {
                count++;
            }
        }

        static void use() {}
    }

    static final class Lock {}

    static final class LocksInParent extends Locking {
        static void useChild() {}
    }

    /** Who has the lock uses a class whose superclass takes it. */
    static final class UsesUnderLock implements Scenario {
        @Override
        public void prepare(Plan plan) {
            plan.thread("a", Locking::use);
            plan.thread(
                    "b",
                    () -> {
                        synchronized (Lock.class) {
                            LocksInParent.useChild();
                        }
                    });
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {UsesChild.class, UsesDerived.class, UsesUnderLock.class})
    void who_initialises_a_class_keeps_it_while_its_superclass_is(Class<? extends Scenario> type) {
        Explored.assertFails(type, FindingKind.DEADLOCK);
    }

    /** As the child, but nobody uses it beside its superclass. */
    static final class UsesChildAfterwards implements Scenario {
        @Override
        public void prepare(Plan plan) {
            plan.thread("a", Parent::use);
            plan.thread("b", () -> assertNotSame(Parent.CHILD, new Child()));
        }
    }

    @Test
    void a_superclass_that_is_initialised_first_keeps_nobody_waiting() {
        Explored.assertProved(UsesChildAfterwards.class);
    }

    static class Half {
        static {
            new Other();
            Config.level = 1;
            Config.level = 2;
        }
    }

    static final class Other extends Half {}

    static final class UsesHalf implements Scenario {
        @Override
        public void prepare(Plan plan) {
            plan.thread("a", Half::new);
            plan.thread("b", () -> assertNotNull(Config.level == 1 ? new Other() : this));
        }
    }

    @Test
    void a_class_that_is_done_before_its_superclass_is_named() {
        String text = Explored.explore(UsesHalf.class).toString();
        assertTrue(text.contains("not explored: uses of"), text);
    }

    /** Published by its class's initialiser, which orders all who use it. */
    static final class Singleton {
        private static final Singleton ONLY = new Singleton();

        private int value = 1;

        static Singleton get() {
            return ONLY;
        }
    }

    static final class Published implements Scenario {
        private volatile int sum;

        @Override
        public void prepare(Plan plan) {
            plan.thread("a", () -> sum += Singleton.get().value);
            plan.thread("b", () -> assertEquals(1, Singleton.get().value));
        }
    }

    @Test
    void what_an_initialiser_publishes_is_no_data_race() {
        Explored.assertProved(Published.class);
    }

    static final class Broken {
        static final int VALUE = Integer.parseInt("");

        private Broken() {}
    }

    static final class UsesBroken implements Scenario {
        @Override
        public void prepare(Plan plan) {
            plan.thread("a", () -> assertEquals(0, Broken.VALUE));
        }
    }

    @Test
    void an_initialiser_that_throws_is_said() {
        Result result = Explored.assertFails(UsesBroken.class, FindingKind.UNCAUGHT_EXCEPTION);
        String text = result.failure().get().finding().text();
        assertTrue(text.contains("ExceptionInInitializerError"), text);
    }

    /** Its initialiser uses another class, whose initialiser uses this. */
    enum Level {
        LOW;

        static final int VALUE = Users.value();

        static int number() {
            return 1;
        }
    }

    static final class Users {
        static final int VALUE = Level.number();

        static int value() {
            return VALUE;
        }

        private Users() {}
    }

    static final class CycleOfEnum implements Scenario {
        @Override
        public void prepare(Plan plan) {
            plan.thread("a", Level::number);
            plan.thread("b", Users::value);
        }
    }

    @Test
    void initialisers_of_enums_wait_for_each_other_too() {
        Explored.assertFails(CycleOfEnum.class, FindingKind.DEADLOCK);
    }

    /** Its constant holds what changes, and one has a body. */
    enum Counter {
        ONE {
            @Override
            void increment() {
                count.incrementAndGet();
                last++;
            }
        };

        final AtomicInteger count = new AtomicInteger();
        volatile int last;

        abstract void increment();
    }

    static final class CountsInEnum implements Scenario {
        private static final EnumSet<Counter> ALL = EnumSet.allOf(Counter.class);

        @Override
        public void prepare(Plan plan) {
            plan.thread("a", Counter.ONE::increment);
            plan.thread("b", () -> Counter.valueOf("ONE").count.incrementAndGet());
            plan.atEnd("both are counted", () -> Counter.ONE.count.get() == 2);
            plan.atEnd("the constant is one", () -> ALL.iterator().next() == Counter.ONE);
            plan.atEnd("the field is new", () -> Counter.ONE.last == 1);
        }
    }

    @Test
    void constants_of_enums_begin_anew_and_stay_the_same_objects() {
        Explored.assertProved(CountsInEnum.class);
    }

    /** Its objects have hash codes of their own. */
    static final class Thing {}

    /** Which branch is taken depends on hash codes, a set's order, and random numbers. */
    static final class Chance implements Scenario {
        private volatile int n;

        private void work() {
            Set<Thing> things = new HashSet<>(Set.of(new Thing(), new Thing(), new Thing()));
            Thing first = things.iterator().next();
            long number =
                    System.identityHashCode(new Object())
                            ^ first.hashCode()
                            ^ new Random().nextInt()
                            ^ Double.doubleToLongBits(Math.random());
            for (int i = 0; i < Long.bitCount(number) % 4; i++) {
                n++;
            }
        }

        @Override
        public void prepare(Plan plan) {
            plan.thread("a", this::work);
            plan.thread("b", this::work);
        }
    }

    @Test
    void what_is_left_to_chance_is_the_same_in_each_run() {
        Result result = Explored.explore(Chance.class);

        assertTrue(result.failure().isEmpty(), result::toString);
        assertTrue(result.toString().contains("other random numbers"), "" + result);
    }
}
