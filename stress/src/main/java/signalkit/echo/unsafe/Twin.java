package signalkit.echo.unsafe;

import signalkit.echo.server.Journal;

/** What the tests of both twins call, where the twins' own calls differ. */
final class Twin {
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
}
