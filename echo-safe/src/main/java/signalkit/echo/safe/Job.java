package signalkit.echo.safe;

/**
 * A unit of work for the queue, and its own link in the list of those that wait.
 *
 * <p>The queue's lock must be held when using {@code next}.
 */
abstract class Job {
    volatile Job next;

    /** Runs on a worker until the work is done. */
    abstract void run();

    /** Asks for an orderly end, whether the job waits or runs. Any thread; never waits. */
    abstract void drain();

    /** Asks for an end at once, whether the job waits or runs. Any thread; never waits. */
    abstract void abort();

    /** Gives back what the job holds; nobody asks it for anything any more. */
    abstract void free();
}
