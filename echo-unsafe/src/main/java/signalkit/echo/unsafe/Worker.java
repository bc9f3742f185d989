package signalkit.echo.unsafe;

import signalkit.echo.server.Journal;
import signalkit.posix.Pthread;

/** A thread that runs jobs, one after the other, until the queue tells it to end. */
final class Worker {
    private final String name;
    private final WorkQueue queue;
    private final Journal journal;
    private Pthread thread;

    // No lock guards these. In C all three are plain fields (D2, D8):
    boolean terminate;
    volatile Worker next;
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
            current = job;
            job.run();
            current = null;
            job.free();
        }
        next = null; // As if C freed the worker, while shutdown may be visiting it (D8).
    }

    @Override
    public String toString() {
        Job job = current;
        boolean isAlive = thread != null && thread.isAlive();
        return name + (job != null ? " serves " + job : isAlive ? " waits" : " has ended");
    }
}
