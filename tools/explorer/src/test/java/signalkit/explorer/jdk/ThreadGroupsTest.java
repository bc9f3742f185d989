package signalkit.explorer.jdk;

import static signalkit.explorer.Explored.assertFails;
import static signalkit.explorer.Explored.assertProved;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import signalkit.explorer.FindingKind;
import signalkit.explorer.Plan;
import signalkit.explorer.Scenario;

/** Groups hold, interrupt and speak for the threads that were made in them. */
class ThreadGroupsTest {
    /** Whoever waits in a group is interrupted with it. */
    static final class Interrupted implements Scenario {
        private final AtomicInteger interrupts = new AtomicInteger();

        private void waitForEver() {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupts.incrementAndGet();
            }
        }

        private void run() {
            ThreadGroup outer = new ThreadGroup("outer");
            ThreadGroup inner = new ThreadGroup(outer, "inner");
            Thread first = new Thread(outer, this::waitForEver);
            Thread second = new Thread(inner, this::waitForEver);
            first.start();
            second.start();
            outer.interrupt();
            join(first);
            join(second);
        }

        @Override
        public void prepare(Plan plan) {
            plan.main(this::run);
            plan.atEnd("both are interrupted", () -> interrupts.get() == 2);
        }
    }

    /** A thread that has not started is none of those. */
    static final class InterruptedEarly implements Scenario {
        @Override
        public void prepare(Plan plan) {
            plan.main(
                    () -> {
                        ThreadGroup group = new ThreadGroup("group");
                        Thread thread =
                                new Thread(group, () -> new Interrupted().waitForEver(), "late");
                        group.interrupt();
                        thread.start();
                        join(thread);
                    });
        }
    }

    /** Threads that count what others in their group have thrown, in a group that takes it. */
    abstract static class Taking implements Scenario {
        abstract void count();

        private void run() {
            ThreadGroup group =
                    new ThreadGroup("group") {
                        @Override
                        public void uncaughtException(Thread thread, Throwable thrown) {
                            count();
                        }
                    };
            Thread first = new Thread(group, Taking::fail);
            Thread second = new Thread(new ThreadGroup(group, "inner"), Taking::fail);
            first.start();
            second.start();
            join(first);
            join(second);
        }

        private static void fail() {
            throw new IllegalStateException("for the group");
        }

        @Override
        public void prepare(Plan plan) {
            plan.main(this::run);
        }
    }

    static final class TakingSafely extends Taking {
        private final AtomicInteger count = new AtomicInteger();

        @Override
        void count() {
            count.incrementAndGet();
        }

        @Override
        public void prepare(Plan plan) {
            super.prepare(plan);
            plan.atEnd("both are taken", () -> count.get() == 2);
        }
    }

    static final class TakingUnsafely extends Taking {
        private int count;

        @Override
        void count() {
            count++;
        }
    }

    /** Says how many threads live in a group while one may still run. */
    abstract static class Counted implements Scenario {
        private int written;

        abstract void look(ThreadGroup group);

        int written() {
            return written;
        }

        @Override
        public void prepare(Plan plan) {
            plan.main(
                    () -> {
                        ThreadGroup group = new ThreadGroup("group");
                        new Thread(group, () -> written = 1).start();
                        look(group);
                    });
        }
    }

    static final class CountedAtOnce extends Counted {
        @Override
        void look(ThreadGroup group) {
            if (group.activeCount() == 0) {
                throw new AssertionError("it has ended already");
            }
        }
    }

    static final class CountedTillNone extends Counted {
        @Override
        void look(ThreadGroup group) {
            while (group.activeCount() > 0) {
                Thread.yield();
            }
            if (written() != 1) {
                throw new AssertionError("it has not run");
            }
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_group_interrupts_the_threads_that_have_started() {
        assertProved(Interrupted.class);
        assertFails(InterruptedEarly.class, FindingKind.LOST_WAKE_UP);
    }

    @Test
    void a_group_takes_what_its_threads_throw() {
        assertProved(TakingSafely.class);
        assertFails(TakingUnsafely.class, FindingKind.DATA_RACE);
    }

    @Test
    void a_group_counts_the_threads_that_live() {
        assertProved(CountedTillNone.class);
        assertFails(CountedAtOnce.class, FindingKind.UNCAUGHT_EXCEPTION);
    }
}
