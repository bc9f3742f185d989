package signalkit.lessons.notathread;

/** Jobs that ordinary code adds, and that a handler takes away. */
public interface JobList {
    /**
     * Adds a job. Called by the main thread, whatever its signal mask is.
     *
     * @param job any number; there may be several such jobs
     */
    void add(int job);

    /**
     * Takes all jobs off the list. Called by the handler of TERM, and by the main thread when no
     * TERM can arrive.
     *
     * @param jobs gets their numbers in any order; has room for all
     * @return the number of jobs taken
     */
    int takeAll(int[] jobs);

    /**
     * The number of jobs on the list. Called between any two steps, to show it, so it may not lock.
     *
     * @return 0 or more
     */
    int size();
}
