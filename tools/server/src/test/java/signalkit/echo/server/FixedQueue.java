package signalkit.echo.server;

import java.util.List;

/** A queue that shows what it was given and runs nothing. */
record FixedQueue(List<String> waiting, List<String> workers) implements WorkerPool {
    static final FixedQueue EMPTY = new FixedQueue(List.of(), List.of());

    @Override
    public void init(int count, Journal journal) {}
}
