package signalkit.bench;

import java.io.IOException;
import java.net.InetSocketAddress;

/** Each sender sends the next message when the last one has come back. */
final class ClosedLoop extends Load {
    ClosedLoop(Workload workload, InetSocketAddress target) throws IOException {
        super(workload, target);
    }

    @Override
    void begin(long now) {
        for (int i = 0; i < workload.senders(); i++) {
            clients[i].due = System.nanoTime();
            clients[i].send(workload.size());
        }
    }

    @Override
    void echoed(Client client) {
        long now = System.nanoTime();
        record(now - client.due);
        now = work(now);
        if (!isStopped()) {
            client.due = now;
            client.send(workload.size());
        }
    }
}
