package signalkit.echo.safe;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;
import signalkit.echo.server.Journal;
import signalkit.event.EventBase;

/** Whether a connection has an event loop of its own or shares a worker's. */
final class Loops {
    /** The values of {@code --loops}. */
    enum Per {
        CONNECTION,
        WORKER;

        @Override
        public String toString() {
            return this == CONNECTION ? "per-connection" : "per-worker";
        }
    }

    @Option(
            names = "--loops",
            paramLabel = "HOW",
            defaultValue = "per-connection",
            description =
                    "Event loops: per-connection (a worker serves one client) or per-worker (it"
                            + " serves many). Default: ${DEFAULT-VALUE}.")
    private Per per;

    // Until the server is ready, the main thread writes this; then nobody does:
    private final List<Loop> loops = new ArrayList<>();

    /** Gives each worker the job that keeps it, if there are loops; returns where to accept. */
    EventBase start(EventBase acceptBase, int workers, WorkQueue queue, Journal journal) {
        for (int i = 1; per == Per.WORKER && i <= workers; i++) {
            Loop loop = new Loop("loop-" + i, journal);
            loops.add(loop);
            journal.submitted.incrementAndGet();
            queue.add(loop);
        }
        // A loop that accepts hands what it keeps for itself to no other thread.
        return loops.isEmpty() ? acceptBase : loops.get(0).shared.base();
    }

    /** The loop for the next connection, in turn; null: one of its own. */
    Loop next(long turn) {
        return loops.isEmpty() ? null : loops.get((int) (turn % loops.size()));
    }

    /** After the workers have ended. */
    void close() {
        loops.forEach(Loop::close);
    }
}
