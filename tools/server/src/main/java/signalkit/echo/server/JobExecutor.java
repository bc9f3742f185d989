package signalkit.echo.server;

/**
 * What stands between accepting connections and serving them.
 *
 * <p>After {@link #init}, one thread adds and joins. Any thread may shut down or ask what there is.
 * Only {@link #join} waits.
 *
 * @param <J> the jobs: connections, as a rule
 */
public interface JobExecutor<J> extends WorkerPool, Drainable {
    /**
     * Hands over a job.
     *
     * @param job nobody else runs it
     * @return false when the executor takes no more jobs: the job stays the caller's
     */
    boolean add(J job);

    /**
     * Passes a request to every job, waiting or running. A queue takes no more jobs from now on.
     * Each job that was taken is still started, since it has to end itself.
     */
    @Override
    void shutdown(Request request);

    /** Waits, after {@link #drain}, until every job has run and every worker has ended. */
    void join();
}
