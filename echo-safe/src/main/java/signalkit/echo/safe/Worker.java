package signalkit.echo.safe;

import signalkit.echo.server.Journal;
import signalkit.posix.Pthread;

/** A thread that runs jobs, one after the other, until the queue tells it to end. */
final class Worker {
    private final String name;
    private final WorkQueue queue;
    private final Journal journal;
    Pthread thread;

    // queue.jobsMutex must be held when writing these; status pages read them without:
    Worker next;
    volatile Job current;

    Worker(String name, WorkQueue queue, Journal journal) {
        this.name = name;
        this.queue = queue;
        this.journal = journal;
    }

    void start() {
        thread = Pthread.create(name, this::run);
    }

    private void run() {
        for (Job job = queue.take(this); job != null; job = queue.take(this)) {
            journal.run.incrementAndGet();
            try {
                job.run();
            } catch (RuntimeException e) {
                // The worker goes on; job.free() aborts the connection.
                journal.failed(job, e);
            }
            queue.jobsMutex.lock();
            current = null; // From now on no request reaches the job.
            queue.jobsMutex.unlock();
            job.free();
        }
    }

    @Override
    public String toString() {
        Job job = current;
        boolean isAlive = thread != null && thread.isAlive();
        return name + (job != null ? " serves " + job : isAlive ? " waits" : " has ended");
    }
}
