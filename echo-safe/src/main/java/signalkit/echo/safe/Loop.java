package signalkit.echo.safe;

import org.slf4j.LoggerFactory;
import signalkit.event.EventBase;
import signalkit.event.SharedLoop;

/** A job that keeps its worker until the server ends: it serves many connections with one loop. */
final class Loop extends Job {
    private final String name;
    private final Journal journal;
    private final SharedLoop<Connection> shared;

    Loop(String name, Journal journal) {
        this.name = name;
        this.journal = journal;
        this.shared = new SharedLoop<>(name, this::begin);
    }

    private void begin(Connection connection) {
        journal.run.incrementAndGet();
        try {
            connection.run();
        } catch (RuntimeException e) {
            connection.fail(e);
        }
    }

    EventBase base() {
        return shared.base();
    }

    /** Hands a connection over. Any thread, until {@link #close}; never waits. */
    void add(Connection connection) {
        shared.add(connection);
    }

    /** Forgets a connection that has ended. */
    void remove(Connection connection) {
        shared.remove(connection);
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

    /**
     * The base stays until {@link #close}: when a second signal forces, a client may still come.
     */
    @Override
    void free() {}

    /** Rejects the rest, when nothing is accepted any more and no worker is left. */
    void close() {
        shared.close(
                connection -> {
                    journal.rejected.incrementAndGet();
                    connection.free();
                });
    }

    @Override
    public String toString() {
        return name + " with " + shared.size() + " clients";
    }
}
