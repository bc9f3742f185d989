package signalkit.echo.unsafe;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import signalkit.echo.server.Journal;
import signalkit.event.EventBase;
import signalkit.posix.Pthread;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.Signals;
import signalkit.stress.SignalRace;

/** What the tests of both twins call, where the twins' own calls differ. */
final class Twin {
    /** How long a loop may sleep that was asked to end. Short: it passes most of the time. */
    static final Duration PATIENCE = Duration.ofMillis(5);

    private static final Journal JOURNAL = new Journal(true);

    private Twin() {}

    /** A queue with workers that have no threads: the actors are the threads. */
    static WorkQueue queue(int year, int workers) {
        WorkQueue queue = WorkQueue.of(year);
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
            void free() {}
        };
    }

    /** Whether the queue says that it has taken the job; this one has no way to say no. */
    static boolean add(WorkQueue queue, Job job) {
        queue.add(job);
        return true;
    }

    static void shutdown(WorkQueue queue) {
        queue.shutdown();
    }

    /** The first part of a shutdown, which takes no lock (D2). */
    static void tell(WorkQueue queue, Worker worker) {
        worker.terminate = true;
    }

    static boolean isTold(WorkQueue queue, Worker worker) {
        return worker.terminate;
    }

    /** What a worker does to the list of workers when it ends (D8). */
    static void leave(Worker worker) {
        worker.next = null;
    }

    /** How many jobs a worker that comes after everything else gets to run. */
    static int runRest(WorkQueue queue, Worker worker) {
        int run = 0;
        while (!worker.terminate && queue.take(worker) != null) {
            run++;
        }
        return run;
    }

    /** A loop for one thread, which other threads ask to end all the same (D10). */
    static EventBase base() {
        return new EventBase("accept");
    }

    /** What the handler does to the loop. */
    static void end(EventBase base) {
        base.loopExit(Duration.ZERO);
    }

    /** The handler runs for INT and for TERM. */
    static void endTwice(EventBase base) {
        end(base);
        end(base);
    }

    /** How often the handler of TERM runs. */
    static int countTerms(SignalRace race) {
        AtomicInteger taken = new AtomicInteger();
        Signals.sigaction(Signal.TERM, Sigaction.handler(ignored -> taken.incrementAndGet()));
        race.ready();
        work(race);
        return taken.get();
    }

    /** In how many of two threads the handler of TERM runs. */
    static int countTakers(SignalRace race) {
        AtomicInteger taken = new AtomicInteger();
        Signals.sigaction(Signal.TERM, Sigaction.handler(ignored -> taken.incrementAndGet()));
        Pthread second = Pthread.create("second", () -> work(race));
        race.ready();
        work(race);
        second.join();
        return taken.get();
    }

    /**
     * Whether TERM, which comes while threads are made, is left to one that waits: there is none.
     */
    static int takeWhileThreadsAreMade(SignalRace race) {
        AtomicInteger taken = new AtomicInteger();
        Signals.sigaction(Signal.TERM, Sigaction.handler(ignored -> taken.incrementAndGet()));
        race.ready();
        Pthread worker = Pthread.create("worker", () -> work(race));
        work(race);
        worker.join();
        return 1 - taken.get();
    }

    /** Comes to points, where a handler can run. */
    private static void work(SignalRace race) {
        while (!race.isSent()) {
            Pthread.self().checkpoint();
        }
        Pthread.self().checkpoint();
    }
}
