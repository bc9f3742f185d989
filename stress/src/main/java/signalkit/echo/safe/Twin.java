package signalkit.echo.safe;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import signalkit.echo.server.Journal;
import signalkit.event.EventBase;
import signalkit.posix.How;
import signalkit.posix.PosixException;
import signalkit.posix.Pthread;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;
import signalkit.stress.SignalRace;

/** What the tests of both twins call, where the twins' own calls differ. */
final class Twin {
    private static final SignalSet TERM = SignalSet.of(Signal.TERM);

    /** How long a loop may sleep that was asked to end. Long: it is an error when it passes. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Journal JOURNAL = new Journal(true);

    private Twin() {}

    /** A queue with workers that have no threads: the actors are the threads. */
    static WorkQueue queue(int year, int workers) {
        WorkQueue queue = new WorkQueue();
        for (int i = 0; i < workers; i++) {
            Worker worker = new Worker("worker", queue, JOURNAL);
            worker.next = queue.workers;
            queue.workers = worker;
        }
        return queue;
    }

    static Job job() {
        return new Job() {
            @Override
            void run() {}

            @Override
            public void start(EventBase base, Runnable onEnd) {}

            @Override
            public void shutdown(Request request) {}

            @Override
            public void reject() {}

            @Override
            void free() {}
        };
    }

    /** Whether the queue says that it has taken the job. */
    static boolean add(WorkQueue queue, Job job) {
        return queue.add(job);
    }

    static void shutdown(WorkQueue queue) {
        queue.drain();
    }

    /** All of a shutdown: a worker is told by the state of the queue. */
    static void tell(WorkQueue queue, Worker worker) {
        queue.drain();
    }

    static boolean isTold(WorkQueue queue, Worker worker) {
        return !queue.add(job());
    }

    /** Nothing: the list of workers stays as it is until all have ended. */
    static void leave(Worker worker) {}

    /** How many jobs a worker that comes after everything else gets to run. */
    static int runRest(WorkQueue queue, Worker worker) {
        int run = 0;
        while (queue.take(worker) != null) {
            run++;
        }
        return run;
    }

    /** A loop that other threads may ask to end. */
    static EventBase base() {
        EventBase base = new EventBase("accept");
        base.useThreads();
        return base;
    }

    /** What the signal waiter does to the loop: it lets the loop itself do it. */
    static void end(EventBase base) {
        base.once(Duration.ZERO, () -> base.loopExit(Duration.ZERO));
    }

    /** The second request is none of the loop's business: it goes to the queue. */
    static void endTwice(EventBase base) {
        end(base);
    }

    /** How often TERM comes. */
    static int countTerms(SignalRace race) {
        Signals.sigmask(How.BLOCK, TERM);
        race.ready();
        return take(race);
    }

    /** How many of two threads get TERM. */
    static int countTakers(SignalRace race) {
        Signals.sigmask(How.BLOCK, TERM);
        AtomicInteger taken = new AtomicInteger();
        Pthread second = Pthread.create("second", () -> taken.addAndGet(take(race)));
        race.ready();
        taken.addAndGet(take(race));
        second.join();
        return taken.get();
    }

    /** Takes TERM as often as it comes, without ever waiting for it. */
    private static int take(SignalRace race) {
        int taken = 0;
        boolean last;
        do {
            last = race.isSent();
            while (isPending()) {
                taken++;
            }
        } while (!last);
        return taken;
    }

    private static boolean isPending() {
        try {
            return Signals.sigtimedwait(TERM, Duration.ZERO) == Signal.TERM;
        } catch (PosixException none) {
            return false;
        }
    }

    /** Whether the thread that waits for TERM gets it, which comes while threads are made. */
    static int takeWhileThreadsAreMade(SignalRace race) {
        Signals.sigmask(How.BLOCK, TERM);
        race.ready();
        Pthread worker = Pthread.create("worker", () -> work(race));
        boolean[] taken = new boolean[1];
        Pthread waiter =
                Pthread.create("waiter", () -> taken[0] = Signals.sigwait(TERM) == Signal.TERM);
        work(race);
        worker.join();
        waiter.join();
        return taken[0] ? 1 : 0;
    }

    /** Comes to points, where a handler could run. */
    private static void work(SignalRace race) {
        while (!race.isSent()) {
            Pthread.self().checkpoint();
        }
        Pthread.self().checkpoint();
    }
}
