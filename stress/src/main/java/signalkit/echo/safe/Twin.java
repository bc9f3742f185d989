package signalkit.echo.safe;

import signalkit.echo.server.Journal;

/** What the tests of both twins call, where the twins' own calls differ. */
final class Twin {
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
            void drain() {}

            @Override
            void abort() {}

            @Override
            void free() {}
        };
    }

    /** Whether the queue says that it has taken the job. */
    static boolean add(WorkQueue queue, Job job) {
        return queue.add(job);
    }

    static void shutdown(WorkQueue queue) {
        queue.shutdown(Job::drain);
    }

    /** All of a shutdown: a worker is told by the state of the queue. */
    static void tell(WorkQueue queue, Worker worker) {
        queue.shutdown(Job::drain);
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
}
