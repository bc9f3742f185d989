package signalkit.echo.safe;

import signalkit.echo.server.LoopJob;

/** A unit of work for the queue, and its own link in the list of those that wait. */
abstract class Job implements LoopJob {
    // queue.jobsMutex must be held when writing this; status pages read it without:
    volatile Job next;

    /** Runs on a worker until the work is done. */
    abstract void run();

    /** Gives back what the job holds; nobody asks it for anything any more. */
    abstract void free();
}
