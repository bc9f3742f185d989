package signalkit.explorer;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.ref.WeakReference;
import java.lang.reflect.Constructor;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.Spliterator;
import java.util.UUID;
import java.util.WeakHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import signalkit.posix.Points;
import signalkit.weaver.WeavingClassLoader;

/**
 * What the explorer cannot follow is named and denies the proof; what it can follow is followed.
 */
class HiddenEffectsTest {
    private static final ClassLoader LOADER = HiddenEffectsTest.class.getClassLoader();

    /** One thread does something. */
    abstract static class OneThread implements Scenario {
        @Override
        public void prepare(Plan plan) {
            plan.thread("a", this::act);
        }

        abstract void act();
    }

    static final class SetsAProperty extends OneThread {
        @Override
        void act() {
            System.setProperty("signalkit.test", "set");
        }
    }

    static final class Chooses extends OneThread {
        @Override
        void act() {
            ThreadLocalRandom.current().nextInt();
        }
    }

    static final class Names extends OneThread {
        @Override
        void act() {
            UUID.randomUUID();
        }
    }

    static final class Refers extends OneThread {
        private final WeakReference<Object> reference = new WeakReference<>(new Object());

        @Override
        void act() {
            reference.get();
        }
    }

    static final class ReadsTheDay extends OneThread {
        @Override
        void act() {
            LocalDate.now();
        }
    }

    static final class WalksAnImmutableSet extends OneThread {
        @Override
        void act() {
            Set.of("a", "b").iterator().next();
        }
    }

    record Held(Thread.State state) {}

    static final class HashesAnEnumInARecord extends OneThread {
        @Override
        void act() {
            Set<Held> held = new HashSet<>();
            held.add(new Held(Thread.State.NEW));
            held.add(new Held(Thread.State.WAITING));
            held.iterator().next();
        }
    }

    static final class KeepsKeysWeakly extends OneThread {
        @Override
        void act() {
            new WeakHashMap<Object, Object>().put(new Object(), "");
        }
    }

    /** An update that fails calls the function again, which nobody tries. */
    static final class CountsInAFunction implements Scenario {
        private final AtomicInteger shared = new AtomicInteger();

        private void update() {
            int[] calls = new int[1];
            shared.updateAndGet(
                    value -> {
                        calls[0]++;
                        return value + 1;
                    });
        }

        @Override
        public void prepare(Plan plan) {
            plan.thread("a", this::update);
            plan.thread("b", this::update);
        }
    }

    /** It lets its only object escape, which the JDK keeps. */
    enum Only {
        ONE;

        private static final List<Only> ALL = new ArrayList<>();

        private int count;

        Only() {
            register();
        }

        private void register() {
            count = 1;
        }
    }

    static final class ChangesAnEnum extends OneThread {
        @Override
        void act() {
            Only.ALL.add(Only.ONE);
        }
    }

    /** Has a method that the JVM may call on a thread of its own. */
    static final class MakesAFinalizer extends OneThread {
        static class Finalized {
            @Override
            @SuppressWarnings({"deprecation", "removal"})
            protected void finalize() {
                throw new IllegalStateException("nobody calls this");
            }
        }

        static final class Heir extends Finalized {}

        @Override
        void act() {
            new Heir();
        }
    }

    static final class AsksForAThreadsNumber extends OneThread {
        @Override
        @SuppressWarnings({"deprecation", "removal"})
        void act() {
            Thread.currentThread().getId();
        }
    }

    /** A sum of cells calls its function as often as it likes. */
    static final class AccumulatesInAFunction implements Scenario {
        private final AtomicInteger calls = new AtomicInteger();
        private final LongAccumulator sum = new LongAccumulator(this::add, 0);

        private long add(long one, long other) {
            calls.incrementAndGet();
            return one + other;
        }

        @Override
        public void prepare(Plan plan) {
            plan.thread("a", () -> sum.accumulate(1));
            plan.thread("b", () -> sum.accumulate(1));
            plan.atEnd("each call is counted", () -> calls.get() == 2);
        }
    }

    static Stream<Arguments> hidden() {
        return Stream.of(
                Arguments.of(SetsAProperty.class, "what setProperty leads to at"),
                Arguments.of(Chooses.class, "what current leads to at"),
                Arguments.of(Names.class, "what randomUUID leads to at"),
                Arguments.of(Refers.class, "what get leads to at"),
                Arguments.of(ReadsTheDay.class, "what now leads to at"),
                Arguments.of(WalksAnImmutableSet.class, "other orders of the keys of a Set12 at"),
                Arguments.of(HashesAnEnumInARecord.class, "other orders of the keys of a HashSet"),
                Arguments.of(KeepsKeysWeakly.class, "what new WeakHashMap leads to at"),
                Arguments.of(CountsInAFunction.class, "the function of updateAndGet does at"),
                Arguments.of(AccumulatesInAFunction.class, "the function of accumulate does at"),
                Arguments.of(AsksForAThreadsNumber.class, "another number of a thread"),
                Arguments.of(MakesAFinalizer.class, "a finalizer at"),
                Arguments.of(ChangesAnEnum.class, "Only, which is kept from run to run"));
    }

    @ParameterizedTest
    @MethodSource("hidden")
    void what_nobody_can_follow_is_named_and_denies_the_proof(
            Class<? extends Scenario> type, String words) {
        Result result = Explored.explore(type);

        assertTrue(result.failure().isEmpty(), result::toString);
        assertFalse(result.isProof(), result::toString);
        assertTrue(result.toString().contains(words), result::toString);
    }

    /** Two buffers are appended to each other: each call takes one lock after the other. */
    static final class TwoBuffers implements Scenario {
        private final StringBuffer one = new StringBuffer("1");
        private final StringBuffer other = new StringBuffer("2");

        @Override
        public void prepare(Plan plan) {
            plan.thread("a", () -> one.append(other));
            plan.thread("b", () -> other.append(one));
        }
    }

    @Test
    void a_call_of_many_steps_is_named_and_denies_the_proof() {
        Result result = Explored.explore(TwoBuffers.class);

        assertFalse(result.isProof(), result::toString);
        assertTrue(result.toString().contains("one by one at"), result::toString);
    }

    /** What looks like a read moves the buffer's position, or writes the array behind it. */
    static final class MovesABuffer implements Scenario {
        private final java.nio.ByteBuffer buffer = java.nio.ByteBuffer.allocate(2);

        @Override
        public void prepare(Plan plan) {
            plan.thread("a", buffer::get);
            plan.thread("b", buffer::get);
        }
    }

    static final class Wraps implements Scenario {
        private final byte[] bytes = new byte[2];
        private final java.nio.ByteBuffer buffer = java.nio.ByteBuffer.wrap(bytes);

        @Override
        public void prepare(Plan plan) {
            plan.thread("a", () -> buffer.put(0, (byte) 1));
            plan.thread("b", () -> bytes[0] = 2);
        }
    }

    @Test
    void buffers_are_what_they_look_at() {
        Explored.assertFails(MovesABuffer.class, FindingKind.DATA_RACE);
        Explored.assertFails(Wraps.class, FindingKind.DATA_RACE);
    }

    static final class Point implements Cloneable {
        private int x;

        @Override
        public Point clone() {
            try {
                return (Point) super.clone();
            } catch (CloneNotSupportedException e) {
                throw new AssertionError(e);
            }
        }
    }

    static final class Clones implements Scenario {
        private final Point point = new Point();

        @Override
        public void prepare(Plan plan) {
            plan.thread("a", () -> point.x = 1);
            plan.thread("b", point::clone);
        }
    }

    @Test
    void a_clone_is_a_read_of_all_fields() {
        Explored.assertFails(Clones.class, FindingKind.DATA_RACE);
    }

    static final class Registry {
        static volatile String driver = "none";

        private Registry() {}
    }

    static final class Driver {
        static {
            Registry.driver = "this";
        }

        private Driver() {}
    }

    static final class LoadsByName extends OneThread {
        @Override
        void act() {
            try {
                Class.forName(Driver.class.getName());
            } catch (ClassNotFoundException e) {
                throw new AssertionError(e);
            }
            assert Registry.driver.equals("this");
        }
    }

    @Test
    void a_class_that_is_loaded_by_name_is_initialised() {
        Explored.assertProved(LoadsByName.class);
    }

    /** No call of it is named parallel. */
    static final class StreamsInParallel extends OneThread {
        private int count;

        @Override
        void act() {
            StreamSupport.stream(List.of(1, 2).spliterator(), true).forEach(each -> count++);
        }
    }

    static final class StreamsInParallelLater extends OneThread {
        private int count;

        @Override
        void act() {
            StreamSupport.stream(() -> List.of(1, 2).spliterator(), Spliterator.SIZED, true)
                    .forEach(each -> count++);
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {StreamsInParallel.class, StreamsInParallelLater.class})
    void a_stream_that_is_made_parallel_is_refused(Class<? extends Scenario> type) {
        Result result = Explored.assertFails(type, FindingKind.REFUSED);

        String text = result.failure().orElseThrow().finding().text();
        assertTrue(text.contains("StreamSupport.stream at "), text);
        assertTrue(text.contains("use a thread pool of Executors"), text);
    }

    static final class Counts implements Runnable {
        private int count;

        @Override
        public void run() {
            count++;
        }
    }

    /** As a thread of the JDK's own does with a function that the program gave to a library. */
    private static Set<String> unexploredAfterARunOfAStranger() throws Exception {
        WeavingClassLoader loader = new ScenarioCode(Counts.class.getName(), LOADER).load();
        Constructor<?> maker = loader.loadClass(Counts.class.getName()).getDeclaredConstructor();
        maker.setAccessible(true);
        Thread thread = new Thread((Runnable) maker.newInstance(), "a stranger");
        thread.start();
        thread.join();
        return loader.unwoven();
    }

    @Test
    void a_step_on_a_thread_that_nobody_knows_is_named_in_a_search() throws Exception {
        Points.arm(Points.Reason.SCHEDULER);
        try {
            Set<String> unexplored = unexploredAfterARunOfAStranger();
            assertTrue(
                    unexplored.stream()
                            .anyMatch(each -> each.startsWith("what a stranger does at ")),
                    unexplored::toString);
        } finally {
            Points.disarm(Points.Reason.SCHEDULER);
        }
    }
}
