package signalkit.lessons.workqueue;

/**
 * Jobs on their way from the threads that have work to the worker threads, until it is shut down.
 *
 * <p>There may be any number of threads of both kinds. What a thread wrote before it added a job is
 * visible to the worker that takes this job.
 */
public interface JobQueue {
    /**
     * Hands a job to the workers. Any thread. Does not wait for a worker.
     *
     * @param job its number, 1 or more; two jobs may have the same number
     * @return whether the job is accepted: true before a shutdown, false after one
     */
    boolean add(int job);

    /**
     * Waits for a job. Worker threads.
     *
     * @return the number of a job that no other call returns; 0 when the queue is shut down and no
     *     accepted job is left
     */
    int take();

    /**
     * Accepts no further job. Any thread, any number of times.
     *
     * <p>Does not wait for workers. They still get the jobs that were accepted.
     */
    void shutdown();
}
