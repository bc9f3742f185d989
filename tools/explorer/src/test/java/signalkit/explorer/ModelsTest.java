package signalkit.explorer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static signalkit.explorer.Explored.assertFails;
import static signalkit.explorer.Explored.assertProved;
import static signalkit.explorer.Explored.explore;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import signalkit.posix.Errno;
import signalkit.posix.Pthread;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.Signals;

/** What the explorer knows of: each with a run that goes wrong and the counterpart that cannot. */
class ModelsTest {
    /** Two threads count to two. */
    abstract static class Counting implements Scenario {
        abstract void increment();

        abstract int count();

        @Override
        public void prepare(Plan plan) {
            plan.thread("a", this::increment);
            plan.thread("b", this::increment);
            plan.atEnd("both are counted", () -> count() == 2);
        }
    }

    static final class VolatileField extends Counting {
        private volatile int count;

        @Override
        void increment() {
            int before = count;
            count = before + 1;
        }

        @Override
        int count() {
            return count;
        }
    }

    static final class ArrayElement extends Counting {
        private final int[] counts = new int[1];

        @Override
        public void prepare(Plan plan) {
            plan.allowRaces("what the race does is looked at");
            super.prepare(plan);
        }

        @Override
        void increment() {
            counts[0]++;
        }

        @Override
        int count() {
            return counts[0];
        }
    }

    static final class SynchronizedMethod extends Counting {
        private int count;

        @Override
        synchronized void increment() {
            count++;
        }

        @Override
        int count() {
            return count;
        }
    }

    static final class SynchronizedBlock extends Counting {
        private int count;

        @Override
        void increment() {
            synchronized (this) {
                count++;
            }
        }

        @Override
        int count() {
            return count;
        }
    }

    static final class Atomic extends Counting {
        private final AtomicInteger count = new AtomicInteger();

        @Override
        void increment() {
            count.incrementAndGet();
        }

        @Override
        int count() {
            return count.get();
        }
    }

    static final class AtomicInTwoSteps extends Counting {
        private final AtomicInteger count = new AtomicInteger();

        @Override
        void increment() {
            count.set(count.get() + 1);
        }

        @Override
        int count() {
            return count.get();
        }
    }

    static final class Updater extends Counting {
        private static final AtomicIntegerFieldUpdater<Updater> COUNT =
                AtomicIntegerFieldUpdater.newUpdater(Updater.class, "count");

        volatile int count;

        @Override
        void increment() {
            COUNT.incrementAndGet(this);
        }

        @Override
        int count() {
            return count;
        }
    }

    static final class Handle extends Counting {
        private static final VarHandle COUNT;

        static {
            try {
                COUNT = MethodHandles.lookup().findVarHandle(Handle.class, "count", int.class);
            } catch (ReflectiveOperationException e) {
                throw new ExceptionInInitializerError(e);
            }
        }

        volatile int count;

        @Override
        void increment() {
            int before = (int) COUNT.getVolatile(this);
            COUNT.setVolatile(this, before + 1);
        }

        @Override
        int count() {
            return count;
        }
    }

    @Test
    void a_volatile_field_loses_an_update() {
        assertFails(VolatileField.class, FindingKind.INVARIANT_VIOLATED);
    }

    @Test
    void an_array_element_loses_an_update() {
        assertFails(ArrayElement.class, FindingKind.INVARIANT_VIOLATED);
    }

    @Test
    void a_synchronized_method_loses_none() {
        assertProved(SynchronizedMethod.class);
    }

    @Test
    void a_synchronized_block_loses_none() {
        assertProved(SynchronizedBlock.class);
    }

    @Test
    void an_atomic_update_loses_none() {
        assertProved(Atomic.class);
    }

    @Test
    void a_read_and_a_write_of_an_atomic_lose_one() {
        assertFails(AtomicInTwoSteps.class, FindingKind.INVARIANT_VIOLATED);
    }

    @Test
    void a_field_updater_loses_none() {
        assertProved(Updater.class);
    }

    @Test
    void a_read_and_a_write_through_a_var_handle_lose_one() {
        assertFails(Handle.class, FindingKind.INVARIANT_VIOLATED);
    }

    static final class Joined implements Scenario {
        private int count;

        @Override
        public void prepare(Plan plan) {
            plan.main(
                    () -> {
                        count = 1;
                        Pthread other = Pthread.create("other", () -> count++);
                        other.join();
                        count++;
                    });
            plan.atEnd("all are counted", () -> count == 3);
        }
    }

    static final class NotJoined implements Scenario {
        private int count;

        @Override
        public void prepare(Plan plan) {
            plan.main(
                    () -> {
                        Pthread other = Pthread.create("other", () -> count++);
                        count++;
                        other.join();
                    });
        }
    }

    @Test
    void start_and_join_order_what_threads_write() {
        assertProved(Joined.class);
        assertEquals(0, explore(Joined.class).warnings().size());
        assertEquals(
                Set.of(FindingKind.DATA_RACE),
                explore(NotJoined.class).warnings().stream()
                        .map(each -> each.finding().kind())
                        .collect(Collectors.toSet()));
    }

    /** A handler without SA_RESTART ends the sleep below it. */
    static final class Interrupted implements Scenario {
        private String end = "";

        @Override
        public void prepare(Plan plan) {
            Signals.sigaction(Signal.USR1, Sigaction.handler(signal -> {}));
            plan.main(
                    () -> {
                        Duration left = Signals.nanosleep(Duration.ofSeconds(1));
                        end = left.isZero() ? "slept" : Errno.EINTR.name();
                    });
            plan.signal(Signal.USR1);
            plan.show("end", () -> end);
        }
    }

    @Test
    void a_wait_ends_by_a_handler_or_by_its_time_and_no_time_passes() {
        Result result = explore(Interrupted.class);

        assertEquals(Set.of("end=slept", "end=EINTR"), Set.copyOf(result.outcomes()));
    }

    /** Says who takes its exceptions when the thread may have thrown one; or, fixed, before. */
    abstract static class TakesExceptions implements Scenario {
        private final boolean isFirst;

        TakesExceptions(boolean isFirst) {
            this.isFirst = isFirst;
        }

        @Override
        public void prepare(Plan plan) {
            plan.thread(
                    "a",
                    () -> {
                        Thread thread =
                                new Thread(
                                        () -> {
                                            throw new IllegalStateException("mine");
                                        });
                        if (!isFirst) {
                            thread.start();
                        }
                        Thread.setDefaultUncaughtExceptionHandler((other, thrown) -> {});
                        if (isFirst) {
                            thread.start();
                        }
                    });
        }
    }

    static final class TakesThemTooLate extends TakesExceptions {
        TakesThemTooLate() {
            super(false);
        }
    }

    static final class TakesThemFirst extends TakesExceptions {
        TakesThemFirst() {
            super(true);
        }
    }

    @Test
    void a_handler_of_exceptions_may_be_set_too_late() {
        assertFails(TakesThemTooLate.class, FindingKind.UNCAUGHT_EXCEPTION);
        assertProved(TakesThemFirst.class);
    }

    /** The JVM forgets such an unpark, although no run of the model does. */
    static final class UnparksTooEarly implements Scenario {
        @Override
        public void prepare(Plan plan) {
            plan.thread(
                    "a",
                    () -> {
                        Thread parked = new Thread(LockSupport::park);
                        LockSupport.unpark(parked);
                        parked.start();
                    });
        }
    }

    @Test
    void an_unpark_before_the_start_is_named_and_denies_the_proof() {
        Result result = explore(UnparksTooEarly.class);

        assertFalse(result.isProof(), result::toString);
        String words = "that the unpark of a thread that has not started is lost at ";
        assertTrue(result.toString().contains(words), result::toString);
    }

    static final class ForksInAWorker implements Scenario {
        @Override
        public void prepare(Plan plan) {
            plan.thread("a", () -> new ForkJoinPool(1).execute(ForksInAWorker::forkThree));
        }

        private static void forkThree() {
            for (int i = 0; i < 3; i++) {
                ForkJoinTask.adapt(() -> {}).fork();
            }
        }
    }

    @Test
    void what_is_left_open_where_no_code_of_the_program_runs_has_a_place_all_the_same() {
        Result result = explore(ForksInAWorker.class);

        String words = "another order of the tasks of a ForkJoinPool on a thread of the JDK";
        assertTrue(result.toString().contains(words), result::toString);
    }
}
