package signalkit.echo.safe;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;
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
    private Per per = Per.CONNECTION;

    // Until the server is ready, the main thread uses these, then only the one that accepts:
    private final List<Loop> loops = new ArrayList<>();
    private int turn;

    /**
     * Gives each worker the job that keeps it, if workers have loops; returns where to accept.
     *
     * <p>The first of them accepts then: what it keeps for itself changes no thread.
     */
    EventBase start(EventBase acceptBase, int workers, WorkQueue queue, Journal journal) {
        for (int i = 1; per == Per.WORKER && i <= workers; i++) {
            Loop loop = new Loop("loop-" + i, journal);
            loops.add(loop);
            journal.submitted.incrementAndGet();
            queue.add(loop);
        }
        return loops.isEmpty() ? acceptBase : loops.get(0).base();
    }

    /** The loop for the next connection; null: one of its own. */
    Loop next() {
        if (loops.isEmpty()) {
            return null;
        }
        turn = (turn + 1) % loops.size();
        return loops.get(turn);
    }

    /** After the workers have ended. */
    void close() {
        loops.forEach(Loop::close);
    }
}
