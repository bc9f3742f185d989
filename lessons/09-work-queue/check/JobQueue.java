package signalkit.lessons.workqueue;

/** Jobs for worker threads, until it is shut down. */
public interface JobQueue {
    /**
     * Hands a job to the next free worker. Any thread.
     *
     * @param job its number, 1 or more
     * @return false when the queue takes no more; that job was not taken
     */
    boolean add(int job);

    /**
     * Waits for a job. Worker threads.
     *
     * @return its number, or 0 when the worker is to end
     */
    int take();

    /** Takes no more jobs; those that were taken are still run, then the workers end. */
    void shutdown();
}
