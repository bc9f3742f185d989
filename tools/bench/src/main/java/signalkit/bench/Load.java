package signalkit.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;
import signalkit.lab.LabException;
import signalkit.lab.load.ClientOutcome;

/**
 * Clients that talk to one server through one selector; what they send next is for subclasses.
 *
 * <p>In a steady state nothing is allocated and a message costs one read and one write. Latencies
 * are in nanoseconds. For one thread, but for {@link #stop}.
 */
abstract class Load implements AutoCloseable {
    /** How long a server may take for what it has to do at once. */
    static final int PATIENCE_MILLIS = 20_000;

    private static final int INPUT_BYTES = 256 * 1024;
    private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final long LONGEST_WAIT = TimeUnit.MILLISECONDS.toNanos(100);
    private static final int CONNECTS_AT_ONCE = 8;
    private static final long CONNECT_PAUSE_NANOS = 200_000;

    final Workload workload;
    final Client[] clients;
    private final InetSocketAddress target;
    private final Selector selector;
    private final Consumer<SelectionKey> onReady = Load::ready;
    private final ByteBuffer input = ByteBuffer.allocateDirect(INPUT_BYTES);
    private final Histogram latencies = new Histogram(LONGEST_NANOS, 3);
    private boolean verifies;
    private boolean tolerates;
    private boolean settling;
    private long patienceMillis = PATIENCE_MILLIS;
    private long most = Long.MAX_VALUE;
    private long workNanos;
    private long messages;
    private long measured;
    private int cut;
    private int reset;
    private int told;
    private volatile boolean stopped;

    Load(Workload workload, InetSocketAddress target) throws IOException {
        this.workload = workload;
        this.target = target;
        this.selector = Selector.open();
        clients = new Client[workload.connections()];
        for (int i = 0; i < clients.length; i++) {
            clients[i] = new Client(i, this);
        }
    }

    /** Checks every byte that comes back; costs time, so not while it is measured. */
    final void verify() {
        verifies = true;
    }

    /** Connections may end: the server is about to be stopped. */
    final void tolerateEnds() {
        tolerates = true;
    }

    /** Sets how long outstanding echoes may take; else {@value #PATIENCE_MILLIS} ms. */
    final void patience(Duration longest) {
        patienceMillis = longest.toMillis();
    }

    private long patience() {
        return TimeUnit.MILLISECONDS.toNanos(patienceMillis);
    }

    /** Ends {@link #run} after so many messages. */
    final void stopAfter(long count) {
        most = count;
    }

    /**
     * Sets how long a client computes on each echo, on the processor; else no longer than it must.
     */
    final void clientWork(Duration each) {
        workNanos = each.toNanos();
    }

    /** Computes as long as was set; returns when that is over. */
    final long work(long begin) {
        long now = begin;
        while (now - begin < workNanos) {
            Thread.onSpinWait();
            now = System.nanoTime();
        }
        return now;
    }

    /** Ends {@link #run} early. Any thread. */
    final void stop() {
        stopped = true;
        selector.wakeup();
    }

    /** Makes the connections, a few at a time so that no backlog overflows. */
    void open() throws IOException {
        for (Client client : clients) {
            client.connect(target, selector);
            if (client.number % CONNECTS_AT_ONCE == CONNECTS_AT_ONCE - 1) {
                LockSupport.parkNanos(CONNECT_PAUSE_NANOS);
            }
        }
    }

    /** The first messages. */
    abstract void begin(long now);

    /** Sends what is due; returns the nanoseconds until something is due again. */
    long proceed(long now) {
        return LONGEST_WAIT;
    }

    /** A connection was made. */
    void connected(Client client) {
        throw new IllegalStateException("connections are made before the load begins");
    }

    /** A message has come back whole. */
    abstract void echoed(Client client);

    /**
     * Sends and receives, then waits for what is under way.
     *
     * @param warm not measured, before
     * @param time measured; longer when nothing has come back by then
     * @param onMeasure called when the measured time begins and when it ends
     */
    final void run(Duration warm, Duration time, Runnable onMeasure) throws IOException {
        long now = System.nanoTime();
        // The end of the warm-up first; then, from when that was seen, the end of what is measured.
        long end = now + warm.toNanos();
        long begun = 0;
        begin(now);
        while (!stopped && messages < most) {
            if (now >= end && begun == 0) {
                latencies.reset();
                messages = 0;
                onMeasure.run();
                begun = System.nanoTime();
                end = begun + time.toNanos();
            } else if (now >= end && (messages > 0 || now >= end + patience())) {
                break;
            }
            await(Math.min(proceed(now), now < end ? end - now : LONGEST_WAIT));
            now = System.nanoTime();
        }
        if (begun != 0) {
            onMeasure.run();
            measured = now - begun;
        }
        settle();
    }

    /** What is under way must come back, or the server has lost it; it is not measured. */
    private void settle() throws IOException {
        stopped = true;
        settling = true;
        long deadline = System.nanoTime() + patience();
        while (busy() > 0 && System.nanoTime() < deadline) {
            await(LONGEST_WAIT);
        }
        if (busy() > 0 && !tolerates) {
            throw LabException.failed(
                    busy()
                            + " of "
                            + clients.length
                            + " clients got no echo within "
                            + patienceMillis
                            + " ms");
        }
    }

    private int busy() {
        int busy = 0;
        for (Client client : clients) {
            busy += client.isBusy() ? 1 : 0;
        }
        return busy;
    }

    private void await(long nanos) throws IOException {
        if (nanos < TimeUnit.MILLISECONDS.toNanos(1)) {
            // The selector knows milliseconds only; shorter waits are spent looking.
            selector.selectNow(onReady);
        } else {
            selector.select(onReady, TimeUnit.NANOSECONDS.toMillis(nanos));
        }
    }

    private static void ready(SelectionKey key) {
        ((Client) key.attachment()).ready();
    }

    /** A connection has ended; with a reason it ended badly. */
    final void ended(Client client, ClientOutcome outcome, String reason) {
        if (!tolerates) {
            throw LabException.failed(
                    "connection "
                            + (client.number + 1)
                            + " of "
                            + clients.length
                            + ": "
                            + (reason == null ? "closed by the server" : reason));
        }
        cut += reason == null ? 0 : 1;
        reset += outcome == ClientOutcome.RESET ? 1 : 0;
        told += outcome == ClientOutcome.RESET ? 0 : 1;
    }

    final boolean verifies() {
        return verifies;
    }

    final boolean isStopped() {
        return stopped;
    }

    final ByteBuffer input() {
        return input;
    }

    final void record(long nanos) {
        if (!settling) {
            messages++;
            latencies.recordValue(Math.min(Math.max(nanos, 0), LONGEST_NANOS));
        }
    }

    final void reconnect(Client client, InetSocketAddress source) {
        client.close();
        client.beginConnect(source, target, selector);
    }

    /** Messages that came back whole in the measured time. */
    final long messages() {
        return messages;
    }

    /** How long was measured, in nanoseconds. */
    final long measured() {
        return measured;
    }

    final Histogram latencies() {
        return latencies;
    }

    /** Connections that ended with a message under way. */
    final int cut() {
        return cut;
    }

    /** Connections that the server broke off, so that what it had read or written may be lost. */
    final int reset() {
        return reset;
    }

    /** Connections that the server closed in order: the client has read everything up to a FIN. */
    final int told() {
        return told;
    }

    @Override
    public void close() throws IOException {
        for (Client client : clients) {
            client.close();
        }
        selector.close();
    }
}
