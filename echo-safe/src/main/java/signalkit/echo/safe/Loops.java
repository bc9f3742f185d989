package signalkit.echo.safe;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import signalkit.echo.server.Journal;
import signalkit.echo.server.SharedLoop;
import signalkit.event.EventBase;

/** The loops that serve many connections each; none while a connection has a worker of its own. */
final class Loops {
    private final WorkQueue queue;
    private final Journal journal;

    // Only the main thread writes this, and nobody reads it meanwhile:
    private final List<Loop> loops = new ArrayList<>();

    // Only the thread that accepts uses this:
    private int turn;

    Loops(WorkQueue queue, Journal journal) {
        this.queue = queue;
        this.journal = journal;
    }

    /** Makes a loop for each worker, which it keeps; returns the one that accepts, too. */
    EventBase start(int workers) throws IOException {
        for (int i = 1; i <= workers; i++) {
            submit(new Loop("loop-" + i));
        }
        // A loop that accepts hands what it keeps for itself to no other thread.
        return loops.get(0).shared.base();
    }

    /** Hands a connection to one loop after the other or, when there are none, to the queue. */
    boolean add(Connection connection) {
        if (loops.isEmpty()) {
            return queue.add(connection);
        }
        turn = (turn + 1) % loops.size();
        loops.get(turn).shared.add(connection);
        return true;
    }

    /**
     * Gives the connections that wait to one loop with a worker of its own, when no more will come:
     * their end is not to wait for the ends of those before them. It takes a poller, for which the
     * loop that accepts has to be freed before, when the process has no descriptor left.
     */
    void shareWaiting() throws IOException {
        Job first = loops.isEmpty() ? queue.takeAll() : null;
        if (first != null) {
            Loop rest = new Loop("the rest");
            for (Job job = first; job != null; job = job.next) {
                rest.shared.add((Connection) job);
            }
            submit(rest);
            queue.init(1, journal);
        }
    }

    private void submit(Loop loop) {
        loops.add(loop);
        journal.submitted.incrementAndGet();
        if (!queue.add(loop)) {
            journal.rejected.incrementAndGet();
        }
    }

    /** Rejects what no loop has begun, when nothing is accepted any more and no worker is left. */
    void close() {
        loops.forEach(loop -> loop.shared.close(Connection::reject));
    }

    /** A job that keeps its worker until the server ends. */
    private final class Loop extends Job {
        final SharedLoop<Connection> shared;
        private final String name;

        Loop(String name) throws IOException {
            this.name = name;
            this.shared = new SharedLoop<>(name, this::begin);
        }

        private void begin(Connection connection) {
            journal.run.incrementAndGet();
            try {
                connection.start(shared.base(), () -> shared.remove(connection));
            } catch (RuntimeException e) {
                connection.fail(e);
            }
        }

        @Override
        void run() {
            shared.run(e -> journal.failed(this, e));
        }

        @Override
        void drain() {
            shared.ask(Job::drain);
        }

        @Override
        void abort() {
            shared.ask(Job::abort);
        }

        /** Not yet: when a second signal forces, a client may still come. */
        @Override
        void free() {}

        @Override
        public String toString() {
            return name + " with " + shared.size() + " clients";
        }
    }
}
