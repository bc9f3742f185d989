package signalkit.echo.server;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import signalkit.event.EventBase;
import signalkit.posix.Pthread;

/**
 * Serves many connections with each thread: {@code --loops per-worker}.
 *
 * <p>The thread that accepts is the first of them, so that a connection which it keeps changes no
 * thread; the others get theirs in turn.
 */
final class LoopPool implements JobExecutor<LoopJob> {
    private final EventBase acceptBase;

    // Written by init only, which status pages may interrupt:
    private final List<SharedLoop> loops = new CopyOnWriteArrayList<>();
    private final List<EventBase> bases = new CopyOnWriteArrayList<>();
    private final List<Pthread> threads = new CopyOnWriteArrayList<>();

    // Only the thread that accepts uses this:
    private int turn;

    /**
     * A pool without threads.
     *
     * @param acceptBase the loop that accepts; whoever made it frees it after {@link #join}
     */
    LoopPool(EventBase acceptBase) {
        this.acceptBase = acceptBase;
    }

    @Override
    public void init(int workers, Journal journal) throws IOException {
        loops.add(new SharedLoop(acceptBase, journal));
        for (int i = 1; i < workers; i++) {
            EventBase base = new EventBase("loop-" + i);
            base.useThreads();
            base.open(); // now, so that a wait lacks no descriptor later
            bases.add(base);
            loops.add(new SharedLoop(base, journal));
        }
        for (int i = 1; i < workers; i++) {
            threads.add(Pthread.create("worker-" + i, loops.get(i)::run));
        }
    }

    @Override
    public boolean add(LoopJob job) {
        turn = (turn + 1) % loops.size();
        loops.get(turn).add(job);
        return true;
    }

    @Override
    public void shutdown(Request request) {
        loops.forEach(loop -> loop.shutdown(request));
    }

    /** The caller, who accepts no more, serves its own connections to their end. */
    @Override
    public void join() {
        loops.get(0).run();
        threads.forEach(Pthread::join);
        loops.forEach(SharedLoop::close);
        bases.forEach(EventBase::free);
    }

    @Override
    public List<String> waiting() {
        return List.of();
    }

    @Override
    public List<String> workers() {
        return IntStream.range(0, loops.size())
                .mapToObj(i -> (i == 0 ? "main" : "worker-" + i) + " serves " + loops.get(i))
                .toList();
    }
}
