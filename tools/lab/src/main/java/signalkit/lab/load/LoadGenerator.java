package signalkit.lab.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import signalkit.lab.LabException;

/**
 * Clients that talk to an echo server through one selector, check every byte and measure.
 *
 * <p>Latency counts from the moment at which a message was due, not from when it could be sent: a
 * server that stalls cannot hide the messages that it kept from being sent. The public methods may
 * be called by any thread; everything else runs on the generator's own.
 */
public final class LoadGenerator implements AutoCloseable {
    private static final int INPUT_BYTES = 1 << 16;
    private static final long NEVER = Long.MAX_VALUE;
    private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final int REFUSALS = 3;

    private final LoadPlan plan;
    private final LoadCounters counters = new LoadCounters();
    private final Selector selector;
    private final Thread thread = new Thread(this::run, "load");

    /** Nanoseconds from the generator's start; volatile, written by any thread. */
    private volatile long stopAt = NEVER;

    private volatile long giveUpAt = NEVER;
    private volatile long signalAt = NEVER;
    private volatile long start;

    // Used by the generator's thread only:
    private final ByteBuffer input = ByteBuffer.allocateDirect(INPUT_BYTES);
    private final Set<Client> open = new HashSet<>();
    private final PriorityQueue<Client> waiting = new PriorityQueue<>();
    private long lastId;

    /**
     * A generator that does nothing yet.
     *
     * @param plan what it will do
     */
    public LoadGenerator(LoadPlan plan) {
        this.plan = plan;
        try {
            this.selector = Selector.open();
        } catch (IOException e) {
            throw LabException.failed("cannot open a selector: " + e.getMessage());
        }
        thread.setDaemon(true);
    }

    /** Makes the connections and begins to send. */
    public void start() {
        start = System.nanoTime();
        for (int i = 0; i < plan.clients(); i++) {
            waiting.add(new Client((long) (i * interval() / plan.clients())));
        }
        thread.start();
    }

    /** Nanoseconds between two messages of one client; 0: no pause. */
    private double interval() {
        return plan.rate() == 0 ? 0 : 1e9 * plan.clients() / plan.rate();
    }

    private long now() {
        return System.nanoTime() - start;
    }

    /** Notes that the server is about to be signalled: from now on, a connection may race it. */
    public void aboutToSignal() {
        signalAt = now();
    }

    /**
     * Lets each client finish its message, then closes the connections.
     *
     * @param patience how long to wait for echoes that are outstanding
     */
    public void stop(Duration patience) {
        long now = now();
        stopAt = Math.min(stopAt, now);
        giveUpAt = Math.min(giveUpAt, now + patience.toNanos());
        selector.wakeup();
    }

    /**
     * Stops by itself after a time, as {@link #stop} does.
     *
     * @param duration from now
     * @param patience how long to wait for echoes that are outstanding then
     */
    public void stopAfter(Duration duration, Duration patience) {
        giveUpAt = now() + duration.plus(patience).toNanos();
        stopAt = now() + duration.toNanos();
        selector.wakeup();
    }

    /**
     * Whether a client is still there.
     *
     * @return false before the start and after the end
     */
    public boolean isRunning() {
        return thread.isAlive();
    }

    /**
     * What was counted up to now.
     *
     * @return a copy
     */
    public LoadReport report() {
        return counters.report();
    }

    /**
     * Waits until so much was echoed, or all clients have left.
     *
     * @param connections that were made
     * @param answered connections that got at least one message back
     * @param messages that were echoed whole
     * @param patience how long at most
     * @return whether so much was echoed
     * @throws InterruptedException when the wait is interrupted
     */
    public boolean awaitEchoes(long connections, long answered, long messages, Duration patience)
            throws InterruptedException {
        return counters.await(connections, answered, messages, patience);
    }

    /**
     * Waits until all clients have left.
     *
     * @param patience how long at most
     * @return false when some are still there
     * @throws InterruptedException when the wait is interrupted
     */
    public boolean awaitEnd(Duration patience) throws InterruptedException {
        thread.join(Math.max(1, patience.toMillis()));
        return !thread.isAlive();
    }

    /** Ends at once; what is outstanding is given up. */
    @Override
    public void close() {
        stop(Duration.ZERO);
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try (selector) {
            while (!(open.isEmpty() && (isStopped() || waiting.isEmpty()))) {
                long now = now();
                beginDue(now);
                finish(now);
                long pause = Math.min(nextEvent() - now(), TimeUnit.SECONDS.toNanos(1));
                if (pause > 0) {
                    selector.select(key -> ready((Client) key.attachment()), pause / 1_000_000 + 1);
                } else {
                    selector.selectNow(key -> ready((Client) key.attachment()));
                }
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } finally {
            counters.end();
        }
    }

    private boolean isStopped() {
        return stopAt <= now();
    }

    private void beginDue(long now) {
        while (!isStopped() && !waiting.isEmpty() && waiting.peek().due <= now) {
            waiting.poll().begin();
        }
    }

    private void finish(long now) {
        if (now >= giveUpAt) {
            new ArrayList<>(open).forEach(client -> client.connection.giveUp());
        } else if (now >= stopAt) {
            waiting.clear();
            new ArrayList<>(open).forEach(client -> client.connection.finish());
        }
    }

    private long nextEvent() {
        long next = isStopped() ? giveUpAt : stopAt;
        return isStopped() || waiting.isEmpty() ? next : Math.min(next, waiting.peek().due);
    }

    private static void ready(Client client) {
        client.connection.ready();
    }

    /** One of the clients: a connection, or with churn one after the other. */
    private final class Client implements Comparable<Client>, ClientConnection.Observer {
        long due;
        ClientConnection connection;
        private long echoes;
        private int refusals;

        Client(long due) {
            this.due = due;
        }

        @Override
        public int compareTo(Client other) {
            return Long.compare(due, other.due);
        }

        /** What was due is done now: a message, over a new connection if there is none. */
        void begin() {
            if (connection == null) {
                connect();
            } else if (connection.isConnected()) {
                connection.send(plan.size());
            }
        }

        private void connect() {
            echoes = 0;
            connection = new ClientConnection(++lastId, input, true, this);
            open.add(this);
            connection.open(null, plan.target(), selector, this);
        }

        @Override
        public void connected() {
            refusals = 0;
            counters.connected();
            if (isStopped()) {
                connection.finish();
            } else {
                connection.send(plan.size());
            }
        }

        @Override
        public void moved(int sent, int received) {
            counters.moved(sent, received);
        }

        @Override
        public void echoed() {
            counters.echoed(echoes++ == 0, now() - due);
            if (plan.churn()) {
                connection.leave();
            } else if (isStopped()) {
                connection.finish();
            } else {
                next(interval());
            }
        }

        @Override
        public void ended(ClientOutcome outcome, String detail) {
            open.remove(this);
            counters.ended(refined(outcome), connection);
            connection = null;
            refusals += outcome == ClientOutcome.REFUSED ? 1 : 0;
            if (plan.churn() && refusals < REFUSALS && !isStopped()) {
                next(refusals == 0 ? interval() : RETRY_NANOS);
            }
        }

        /** A reset tells who never got a byte apart, and who came too late to be accepted. */
        private ClientOutcome refined(ClientOutcome outcome) {
            if (outcome != ClientOutcome.RESET || connection.received() > 0) {
                return outcome;
            }
            return connection.openedAt() - start > signalAt
                    ? ClientOutcome.RACED
                    : ClientOutcome.NEVER_SERVED;
        }

        private void next(double pause) {
            due = plan.rate() == 0 ? now() + (long) pause : due + (long) pause;
            waiting.add(this);
        }
    }
}
