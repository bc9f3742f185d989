package signalkit.bench;

import java.io.IOException;
import java.net.InetSocketAddress;

/**
 * Connect, one message, its echo, close; over and over.
 *
 * <p>Latency counts from the connect to the last byte of the echo.
 */
final class Churn extends Load {
    private final SourceAddresses sources = new SourceAddresses();

    Churn(Workload workload, InetSocketAddress target) throws IOException {
        super(workload, target);
    }

    @Override
    void open() {
        // Connections are what is measured.
    }

    @Override
    void begin(long now) {
        for (Client client : clients) {
            connect(client);
        }
    }

    private void connect(Client client) {
        client.due = System.nanoTime();
        reconnect(client, sources.next());
    }

    @Override
    void connected(Client client) {
        client.send(workload.size());
    }

    @Override
    void echoed(Client client) {
        long now = System.nanoTime();
        record(now - client.due);
        work(now);
        if (isStopped()) {
            client.close();
        } else {
            connect(client);
        }
    }
}
