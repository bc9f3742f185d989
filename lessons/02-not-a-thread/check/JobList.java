package signalkit.lessons.notathread;

/** Jobs that ordinary code adds, and that a handler takes away. */
public interface JobList {
    /**
     * Adds a job. Called by the main thread.
     *
     * @param job its number
     */
    void add(int job);

    /**
     * Takes all jobs off the list. Called by the handler of TERM.
     *
     * @return how many there were
     */
    int takeAll();

    /**
     * How many jobs are on the list. Called in the end.
     *
     * @return 0 or more
     */
    int size();
}
