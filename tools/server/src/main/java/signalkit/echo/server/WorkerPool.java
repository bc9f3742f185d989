package signalkit.echo.server;

import java.io.IOException;
import java.util.List;

/** Jobs that wait, and the workers that run them. */
public interface WorkerPool {
    /**
     * Starts the workers, which wait for jobs at once. At most once.
     *
     * @param count how many, 1 or more
     * @param journal counts the jobs that were run and logs those that failed
     * @throws IOException when the system refuses what a worker needs
     */
    void init(int count, Journal journal) throws IOException;

    /**
     * The jobs that wait. Any thread; takes no lock.
     *
     * @return a line each, the next to be run first
     */
    List<String> waiting();

    /**
     * The workers and what each one does. Any thread; takes no lock.
     *
     * @return a line each
     */
    List<String> workers();
}
