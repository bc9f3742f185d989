package signalkit.explorer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static signalkit.explorer.Explored.BOUNDS;
import static signalkit.explorer.Explored.assertFails;
import static signalkit.explorer.Explored.assertProved;
import static signalkit.explorer.Explored.explore;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import signalkit.posix.Cond;
import signalkit.posix.How;
import signalkit.posix.Mutex;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;

/** Each kind of finding is found where it is, and not found where the fault is mended. */
public class FindingsTest {
    public static final class LostUpdate implements Scenario {
        private int counter;

        @Override
        public void prepare(Plan plan) {
            plan.allowRaces("what the race does is looked at");
            plan.thread("a", () -> counter++);
            plan.thread("b", () -> counter++);
            plan.atEnd("both increments count", () -> counter == 2);
        }
    }

    static final class LockedUpdate implements Scenario {
        private final Mutex mutex = new Mutex("counter");
        private int counter;

        private void increment() {
            mutex.lock();
            counter++;
            mutex.unlock();
        }

        @Override
        public void prepare(Plan plan) {
            plan.thread("a", this::increment);
            plan.thread("b", this::increment);
            plan.atEnd("both increments count", () -> counter == 2);
        }
    }

    @Test
    void a_lost_update_violates_an_invariant() {
        assertFails(LostUpdate.class, FindingKind.INVARIANT_VIOLATED);
    }

    @Test
    void a_locked_update_is_proved() {
        assertProved(LockedUpdate.class);
    }

    /** Two workers that take jobs off a list, each job looked at and taken in two steps. */
    static class TwoWorkers implements Scenario {
        private final Mutex mutex = new Mutex("jobs");
        private final Deque<String> jobs = new ArrayDeque<>(List.of("job"));
        private final List<String> run = new ArrayList<>();

        String take() {
            mutex.lock();
            String job = jobs.peek();
            mutex.unlock();
            mutex.lock();
            jobs.poll();
            mutex.unlock();
            return job;
        }

        final String takeAtOnce() {
            mutex.lock();
            String job = jobs.poll();
            mutex.unlock();
            return job;
        }

        private void work() {
            String job = take();
            if (job != null) {
                mutex.lock();
                run.add(job);
                mutex.unlock();
            }
        }

        @Override
        public void prepare(Plan plan) {
            plan.thread("worker-1", this::work);
            plan.thread("worker-2", this::work);
            plan.show("run", () -> run);
            plan.atEnd("each job has run once", () -> run.equals(List.of("job")));
        }
    }

    static final class TwoOrderlyWorkers extends TwoWorkers {
        @Override
        String take() {
            return takeAtOnce();
        }
    }

    @Test
    void a_job_that_two_workers_take_is_run_twice() {
        Result result = assertFails(TwoWorkers.class, FindingKind.INVARIANT_VIOLATED);

        Trace trace =
                Explorer.replay(
                        ScenarioCode.of(TwoWorkers.class), result.failure().get().schedule());
        Trace.Step last = trace.steps().get(trace.steps().size() - 1);
        assertEquals("[job, job]", last.shown().get("run"));
    }

    @Test
    void a_job_that_is_taken_under_one_lock_is_run_once() {
        assertProved(TwoOrderlyWorkers.class);
    }

    static final class HandlerLocks implements Scenario {
        private final Mutex mutex = new Mutex("jobs");

        @Override
        public void prepare(Plan plan) {
            Signals.sigaction(Signal.TERM, Sigaction.handler(signal -> use()));
            plan.main(this::use);
            plan.signal(Signal.TERM);
        }

        private void use() {
            mutex.lock();
            mutex.unlock();
        }
    }

    static final class HandlerLocksWhileBlocked implements Scenario {
        private final Mutex mutex = new Mutex("jobs");

        @Override
        public void prepare(Plan plan) {
            Signals.sigaction(Signal.TERM, Sigaction.handler(signal -> use()));
            plan.main(
                    () -> {
                        SignalSet term = SignalSet.of(Signal.TERM);
                        Signals.sigmask(How.BLOCK, term);
                        use();
                        Signals.sigmask(How.UNBLOCK, term);
                    });
            plan.signal(Signal.TERM);
        }

        private void use() {
            mutex.lock();
            mutex.unlock();
        }
    }

    @Test
    void a_handler_that_locks_on_top_of_the_owner_is_a_self_deadlock() {
        assertFails(HandlerLocks.class, FindingKind.SELF_DEADLOCK);
    }

    @Test
    void a_handler_may_lock_what_is_only_locked_with_its_signal_blocked() {
        assertProved(HandlerLocksWhileBlocked.class);
        assertEquals(List.of(), explore(HandlerLocksWhileBlocked.class).warnings());
    }

    static final class TwoOrders implements Scenario {
        private final Mutex first = new Mutex("first");
        private final Mutex second = new Mutex("second");

        @Override
        public void prepare(Plan plan) {
            plan.thread("a", () -> use(first, second));
            plan.thread("b", () -> use(second, first));
        }

        private static void use(Mutex outer, Mutex inner) {
            outer.lock();
            inner.lock();
            inner.unlock();
            outer.unlock();
        }
    }

    @Test
    void two_locks_in_two_orders_are_a_deadlock() {
        assertFails(TwoOrders.class, FindingKind.DEADLOCK);
    }

    static final class LeavesWithTheLock implements Scenario {
        private final Mutex mutex = new Mutex("jobs");

        @Override
        public void prepare(Plan plan) {
            plan.thread("a", mutex::lock);
        }
    }

    @Test
    void a_thread_that_ends_with_a_lock_has_stranded_it() {
        assertFails(LeavesWithTheLock.class, FindingKind.MUTEX_HELD_AT_EXIT);
    }

    static final class FlagWithoutLock implements Scenario {
        private final Mutex mutex = new Mutex("flag");
        private final Cond cond = new Cond("flag");
        private volatile boolean flag;

        @Override
        public void prepare(Plan plan) {
            plan.thread(
                    "waiter",
                    () -> {
                        mutex.lock();
                        while (!flag) {
                            cond.await(mutex);
                        }
                        mutex.unlock();
                    });
            plan.thread(
                    "setter",
                    () -> {
                        flag = true;
                        cond.signal();
                    });
        }
    }

    static final class FlagUnderLock implements Scenario {
        private final Mutex mutex = new Mutex("flag");
        private final Cond cond = new Cond("flag");
        private boolean flag;

        @Override
        public void prepare(Plan plan) {
            plan.thread(
                    "waiter",
                    () -> {
                        mutex.lock();
                        while (!flag) {
                            cond.await(mutex);
                        }
                        mutex.unlock();
                    });
            plan.thread(
                    "setter",
                    () -> {
                        mutex.lock();
                        flag = true;
                        cond.signal();
                        mutex.unlock();
                    });
        }
    }

    @Test
    void a_signal_to_a_condition_that_nobody_waits_for_yet_is_a_lost_wake_up() {
        assertFails(FlagWithoutLock.class, FindingKind.LOST_WAKE_UP);
    }

    @Test
    void a_flag_that_is_set_under_the_lock_loses_no_wake_up() {
        assertProved(FlagUnderLock.class);
        assertEquals(List.of(), explore(FlagUnderLock.class).warnings());
    }

    static final class Throws implements Scenario {
        @Override
        public void prepare(Plan plan) {
            plan.thread(
                    "a",
                    () -> {
                        throw new IllegalStateException("broken");
                    });
        }
    }

    static final class HandlerThrows implements Scenario {
        @Override
        public void prepare(Plan plan) {
            Signals.sigaction(
                    Signal.TERM,
                    Sigaction.handler(
                            signal -> {
                                throw new IllegalStateException("broken");
                            }));
            plan.signal(Signal.TERM);
        }
    }

    @Test
    void an_exception_that_leaves_a_thread_is_found() {
        assertFails(Throws.class, FindingKind.UNCAUGHT_EXCEPTION);
    }

    @Test
    void an_exception_that_leaves_a_handler_is_found() {
        assertFails(HandlerThrows.class, FindingKind.UNCAUGHT_EXCEPTION);
    }

    @Test
    void a_lock_shared_with_a_handler_is_named_with_both_places() {
        Result result = explore(HandlerLocks.class);

        assertTrue(
                result.warnings().stream()
                        .map(each -> each.finding().kind())
                        .anyMatch(FindingKind.LOCK_SHARED_WITH_HANDLER::equals),
                () -> result.warnings().toString());
    }

    static final class Waiter implements Scenario {
        private final SignalSet term = SignalSet.of(Signal.TERM);
        private boolean stopped;
        private final Mutex mutex = new Mutex("state");

        @Override
        public void prepare(Plan plan) {
            Signals.sigmask(How.BLOCK, term);
            plan.thread(
                    "waiter",
                    () -> {
                        Signals.sigwait(term);
                        mutex.lock();
                        stopped = true;
                        mutex.unlock();
                    });
            plan.main(
                    () -> {
                        mutex.lock();
                        mutex.unlock();
                    });
            plan.signal(Signal.TERM);
            plan.atEnd("the signal was seen", () -> stopped);
        }
    }

    @Test
    void a_dedicated_waiter_is_proved() {
        assertProved(Waiter.class);
        assertEquals(List.of(), explore(Waiter.class).warnings());
    }

    static final class Sleeps implements Scenario {
        @Override
        public void prepare(Plan plan) {
            plan.thread(
                    "a",
                    () -> {
                        try {
                            Thread.sleep(1);
                        } catch (InterruptedException e) {
                            throw new IllegalStateException(e);
                        }
                    });
        }
    }

    @Test
    void a_sleep_passes_on_the_clock_of_the_run() {
        Result result = explore(Sleeps.class);

        assertTrue(result.isProof(), result::toString);
    }

    static final class Spins implements Scenario {
        private volatile boolean stop;

        @Override
        public void prepare(Plan plan) {
            plan.thread(
                    "a",
                    () -> {
                        while (!stop) {}
                    });
            plan.thread("b", () -> stop = true);
        }
    }

    @Test
    void a_loop_that_waits_for_another_thread_lets_it_go_on_in_the_end() {
        Bounds one = BOUNDS.withPreemptions(1);
        Result result = Explorer.explore(ScenarioCode.of(Spins.class), one);
        assertTrue(result.isProof(), result::toString);
    }
}
