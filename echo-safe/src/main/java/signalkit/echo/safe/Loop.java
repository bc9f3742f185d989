package signalkit.echo.safe;

import org.slf4j.LoggerFactory;
import signalkit.echo.server.Journal;
import signalkit.event.SharedLoop;

/** A job that keeps its worker until the server ends: it serves many connections with one loop. */
final class Loop extends Job {
    final SharedLoop<Connection> shared;
    private final String name;
    private final Journal journal;

    Loop(String name, Journal journal) {
        this.name = name;
        this.journal = journal;
        this.shared = new SharedLoop<>(name, this::begin);
    }

    private void begin(Connection connection) {
        journal.run.incrementAndGet();
        try {
            connection.start();
        } catch (RuntimeException e) {
            connection.fail(e);
        }
    }

    @Override
    void run() {
        shared.run(e -> LoggerFactory.getLogger(Loop.class).error("{} failed", this, e));
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

    /** Rejects the rest, when nothing is accepted any more and no worker is left. */
    void close() {
        shared.close(
                connection -> {
                    journal.rejected.incrementAndGet();
                    connection.end(journal.aborted);
                });
    }

    @Override
    public String toString() {
        return name + " with " + shared.size() + " clients";
    }
}
