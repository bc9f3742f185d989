package signalkit.echo.unsafe;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import signalkit.echo.server.Journal;
import signalkit.explorer.Plan;
import signalkit.explorer.Scenario;
import signalkit.posix.Mutex;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.Signals;

/** The work queue while a signal shuts it down; {@code --on} names the year of the queue. */
final class QueueScenarios {
    private QueueScenarios() {}

    /** A queue, jobs that note that they have run, and the server's handler. */
    abstract static class OnQueue implements Scenario {
        final Journal journal = new Journal(true);
        final List<String> run = new ArrayList<>();
        WorkQueue queue;

        @Override
        public final void prepare(Plan plan) {
            queue =
                    WorkQueue.of(
                            plan.variant().isEmpty() ? 2015 : Integer.parseInt(plan.variant()));
            plan.allowRaces("D2, the plain flag that ends a worker, would hide the other defects");
            plan.show("queue", queue::waiting);
            plan.show("run", () -> run);
            arrange(plan);
        }

        abstract void arrange(Plan plan);

        final Job job(String name) {
            return new Job() {
                @Override
                void run() {
                    run.add(name);
                }

                @Override
                void free() {}

                @Override
                public String toString() {
                    return name;
                }
            };
        }

        /** Says who shuts the queue down when TERM comes: its handler. */
        final void shutDownOn(Signal signal) {
            Signals.sigaction(signal, Sigaction.handler(ignored -> queue.shutdown()));
        }
    }

    /** TERM arrives while main adds a job (D1). */
    static final class SelfDeadlock extends OnQueue {
        @Override
        void arrange(Plan plan) {
            shutDownOn(Signal.TERM);
            plan.main(() -> queue.add(job("job")));
            plan.signal(Signal.TERM);
        }
    }

    /** TERM arrives while main adds a job, under a lock that its holder may take again (D1). */
    static final class TornList extends OnQueue {
        @Override
        void arrange(Plan plan) {
            makeRecursive();
            shutDownOn(Signal.TERM);
            queue.add(job("first"));
            plan.main(() -> queue.add(job("second")));
            plan.signal(Signal.TERM);
            plan.atEnd("what was dropped stays dropped", () -> !queue.waiting().contains("first"));
        }

        /** The kind of lock that is said to cure self-deadlocks, in a queue that has another. */
        private void makeRecursive() {
            try {
                Field lock = WorkQueue.class.getDeclaredField("jobsMutex");
                lock.setAccessible(true);
                lock.set(queue, new Mutex("jobs", Mutex.Kind.RECURSIVE));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** TERM is handled by another thread while main adds a job; what is added has to run (D5). */
    static final class LostJob extends OnQueue {
        @Override
        void arrange(Plan plan) {
            shutDownOn(Signal.TERM);
            queue.init(1, journal);
            plan.main(() -> queue.add(job("job")));
            plan.thread("other", Signals::pause);
            plan.signal(Signal.TERM, "other");
            plan.mayWait("other");
            plan.mayWait("worker-");
            plan.atEnd("the job that was added has run", () -> run.contains("job"));
        }
    }

    /** A worker sees that it is to end after it has taken a job (D6). */
    static final class DroppedJob extends OnQueue {
        @Override
        void arrange(Plan plan) {
            shutDownOn(Signal.TERM);
            Job second = job("second");
            queue.add(job("first"));
            queue.add(second);
            queue.init(1, journal);
            plan.signal(Signal.TERM, "main");
            plan.mayWait("worker-");
            // What is taken off the list has no next one any more.
            plan.atEnd(
                    "a job that was taken has run",
                    () -> second.next != null || run.contains("second"));
        }
    }

    /** TERM arrives while a worker waits for jobs (D3). */
    static final class IdleWorker extends OnQueue {
        @Override
        void arrange(Plan plan) {
            shutDownOn(Signal.TERM);
            queue.init(1, journal);
            plan.signal(Signal.TERM, "main");
        }
    }

    /** Two workers wait; the one that ends first must not take the lock with it (D4). */
    static final class StrandedLock extends OnQueue {
        @Override
        void arrange(Plan plan) {
            shutDownOn(Signal.TERM);
            queue.init(2, journal);
            plan.signal(Signal.TERM, "main");
        }
    }

    /** A worker ends while the list of workers is walked (D8). */
    static final class LeavingWorker extends OnQueue {
        @Override
        void arrange(Plan plan) {
            shutDownOn(Signal.TERM);
            queue.add(job("job"));
            queue.init(2, journal);
            plan.signal(Signal.TERM, "main");
        }
    }
}
