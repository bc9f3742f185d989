package signalkit.echo.safe;

import java.util.ArrayList;
import java.util.List;
import signalkit.echo.server.Journal;
import signalkit.event.EventBase;
import signalkit.explorer.Plan;
import signalkit.explorer.Scenario;
import signalkit.posix.How;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;

/** The work queue while a signal shuts it down. */
final class QueueScenarios {
    private QueueScenarios() {}

    /** A queue, jobs that note that they have run, and the server's waiter. */
    abstract static class OnQueue implements Scenario {
        final Journal journal = new Journal(true);
        final List<String> run = new ArrayList<>();
        WorkQueue queue;

        @Override
        public final void prepare(Plan plan) {
            queue = new WorkQueue();
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
                public void start(EventBase base, Runnable onEnd) {}

                @Override
                public void shutdown(Request request) {}

                @Override
                public void reject() {}

                @Override
                void free() {}

                @Override
                public String toString() {
                    return name;
                }
            };
        }

        /** Says who shuts the queue down when signals come: a thread that waits for them. */
        final void shutDownOn(Plan plan, Signal... signals) {
            Signals.sigmask(How.BLOCK, SignalSet.of(signals));
            plan.thread("signal waiter", () -> awaitAll(SignalSet.of(signals)));
        }

        private void awaitAll(SignalSet signals) {
            SignalSet left = signals;
            while (!left.isEmpty()) {
                left = left.without(Signals.sigwait(left));
                queue.drain();
            }
        }
    }

    /** TERM arrives while main adds a job. */
    static final class SelfDeadlock extends OnQueue {
        @Override
        void arrange(Plan plan) {
            shutDownOn(plan, Signal.TERM);
            plan.main(() -> queue.add(job("job")));
            plan.signal(Signal.TERM);
        }
    }

    /** TERM arrives while main adds a job behind another one. */
    static final class TornList extends OnQueue {
        private boolean added;

        @Override
        void arrange(Plan plan) {
            shutDownOn(plan, Signal.TERM);
            queue.add(job("first"));
            queue.init(1, journal);
            plan.main(() -> added = queue.add(job("second")));
            plan.signal(Signal.TERM);
            plan.atEnd("all that was added has run", () -> run.size() == (added ? 2 : 1));
        }
    }

    /** TERM arrives while main adds a job; what is added has to run. */
    static final class LostJob extends OnQueue {
        private boolean added;

        @Override
        void arrange(Plan plan) {
            shutDownOn(plan, Signal.TERM);
            queue.init(1, journal);
            plan.main(() -> added = queue.add(job("job")));
            plan.signal(Signal.TERM);
            plan.atEnd("the job that was added has run", () -> run.contains("job") == added);
        }
    }

    /** A worker sees that it is to end after it has taken a job. */
    static final class DroppedJob extends OnQueue {
        @Override
        void arrange(Plan plan) {
            shutDownOn(plan, Signal.TERM);
            queue.add(job("first"));
            queue.add(job("second"));
            queue.init(1, journal);
            plan.signal(Signal.TERM);
            plan.atEnd("a job that was taken has run", () -> run.contains("second"));
        }
    }

    /** TERM arrives while a worker waits for jobs. */
    static final class IdleWorker extends OnQueue {
        @Override
        void arrange(Plan plan) {
            shutDownOn(plan, Signal.TERM);
            queue.init(1, journal);
            plan.signal(Signal.TERM);
        }
    }

    /** Two workers wait; the one that ends first must not take the lock with it. */
    static final class StrandedLock extends OnQueue {
        @Override
        void arrange(Plan plan) {
            shutDownOn(plan, Signal.TERM);
            queue.init(2, journal);
            plan.signal(Signal.TERM);
        }
    }

    /** A worker ends while the list of workers is walked. */
    static final class LeavingWorker extends OnQueue {
        @Override
        void arrange(Plan plan) {
            shutDownOn(plan, Signal.TERM);
            queue.add(job("job"));
            queue.init(2, journal);
            plan.signal(Signal.TERM);
        }
    }
}
