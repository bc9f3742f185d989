package signalkit.lessons.shutdownprotocol;

/** A pool of workers that can be stopped without losing a job. */
public interface Pool {
    /**
     * Lets jobs run from now on. Called once, before the other methods.
     *
     * @param workers the largest number of jobs that run at the same time; 1 or more
     */
    void start(int workers);

    /**
     * Hands in a job, without waiting for a job. Any thread, and a job too, may call it.
     *
     * @param job runs once, on a worker, without being interrupted; it throws nothing
     * @return true when the job was accepted, as all are before {@link #stop}; false when the pool
     *     is stopping, and the job never runs
     */
    boolean submit(Runnable job);

    /**
     * Accepts no more jobs, and returns when every accepted job has ended. Then no worker waits for
     * more work. Called once, on a thread that is no worker.
     */
    void stop();
}
