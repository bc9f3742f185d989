package signalkit.lessons.shutdownprotocol;

/** A pool of workers that can be stopped without losing anything. */
public interface Pool {
    /**
     * Starts the workers. Called once, before all else.
     *
     * @param workers how many
     */
    void start(int workers);

    /**
     * Hands in a job. Any thread.
     *
     * @param job runs on a worker
     * @return false when the pool is stopping; that job will not run
     */
    boolean submit(Runnable job);

    /** Stops: takes no more jobs, runs those that it took, and returns when no worker is left. */
    void stop();
}
