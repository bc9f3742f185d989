package signalkit.echo.server;

/**
 * What stands between accepting connections and serving them.
 *
 * <p>After {@link #init}, any thread may call any method; only {@link #join} waits.
 *
 * @param <J> the jobs: connections, as a rule
 */
public interface JobExecutor<J> extends WorkerPool, Drainable {
    /**
     * Hands over a job.
     *
     * @param job nobody else runs it
     * @return false when no jobs are taken any more: the job stays the caller's
     */
    boolean add(J job);

    /**
     * Takes no more jobs and asks those that wait or run to end; all of them run.
     *
     * @param request what is asked of each
     */
    void shutdown(Request request);

    @Override
    default void drain() {
        shutdown(Request.DRAIN);
    }

    @Override
    default void abort() {
        shutdown(Request.ABORT);
    }

    /** Waits, after {@link #drain}, until every job has run and every worker has ended. */
    void join();
}
