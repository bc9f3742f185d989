package signalkit.echo.server;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import signalkit.event.EventBase;

/**
 * Lets an executor drain without a queue: the thread that accepted serves all jobs that wait.
 *
 * <p>In a drain, a job may take as long as its client is silent. Jobs that wait for a worker would
 * wait for the silence of all those before them. So they all end at the same time, in the loop that
 * accepted. That loop is open already, since there may be no descriptor left for another one.
 *
 * @param <J> the jobs
 */
final class LoopDrain<J> implements JobExecutor<J> {
    private final JobExecutor<J> executor;
    private final Supplier<? extends LoopJob> poll;
    private final EventBase acceptBase;

    // Null before init; status pages may look before it:
    private volatile SharedLoop drainLoop;

    /**
     * An executor that drains at once.
     *
     * @param executor runs the jobs until a drain
     * @param poll takes a job that waits; null when there is none
     * @param acceptBase the loop that accepts; whoever made it frees it after {@link #join}
     */
    LoopDrain(JobExecutor<J> executor, Supplier<? extends LoopJob> poll, EventBase acceptBase) {
        this.executor = executor;
        this.poll = poll;
        this.acceptBase = acceptBase;
    }

    @Override
    public void init(int workers, Journal journal) throws IOException {
        drainLoop = new SharedLoop(acceptBase, journal);
        executor.init(workers, journal);
    }

    @Override
    public boolean add(J job) {
        return executor.add(job);
    }

    @Override
    public void shutdown(Request request) {
        executor.shutdown(request);
        if (request == Request.DRAIN) {
            for (LoopJob job = poll.get(); job != null; job = poll.get()) {
                drainLoop.add(job);
            }
        }
        drainLoop.shutdown(request);
    }

    /** The caller, who accepts no more, serves the jobs that waited to their end. */
    @Override
    public void join() {
        drainLoop.run();
        executor.join();
        drainLoop.close();
    }

    @Override
    public List<String> waiting() {
        return executor.waiting();
    }

    @Override
    public List<String> workers() {
        List<String> workers = new ArrayList<>(executor.workers());
        SharedLoop loop = drainLoop;
        if (loop != null && loop.size() > 0) {
            workers.add("main serves " + loop);
        }
        return workers;
    }
}
