package signalkit.bench;

import java.io.IOException;
import java.net.InetSocketAddress;

/**
 * Messages are due at a fixed rate, one client after the other.
 *
 * <p>Latency counts from when a message was due, not from when it could be sent: a server that
 * stalls cannot hide the messages that it kept from being sent (coordinated omission).
 */
final class OpenLoop extends Load {
    private final double interval;
    private long start;
    private long next;

    /** A load of so many messages a second, of all clients together. */
    OpenLoop(Workload workload, InetSocketAddress target, double rate) throws IOException {
        super(workload, target);
        this.interval = 1e9 / rate;
    }

    @Override
    void begin(long now) {
        start = now;
    }

    @Override
    long proceed(long now) {
        for (long due = due(next); due <= now; due = due(next)) {
            Client client = clients[(int) (next % clients.length)];
            next++;
            if (client.isBusy()) {
                client.backlog++;
            } else {
                client.due = due;
                client.send(workload.size());
            }
        }
        return due(next) - now;
    }

    private long due(long message) {
        return start + (long) (message * interval);
    }

    @Override
    void echoed(Client client) {
        long now = System.nanoTime();
        record(now - client.due);
        work(now);
        if (client.backlog > 0 && !isStopped()) {
            client.backlog--;
            client.due += (long) (clients.length * interval);
            client.send(workload.size());
        }
    }
}
