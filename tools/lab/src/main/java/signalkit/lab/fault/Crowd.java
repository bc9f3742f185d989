package signalkit.lab.fault;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import signalkit.lab.load.EchoClient;

/** Many clients of one server; whoever has not left is closed with the crowd. For one thread. */
final class Crowd implements AutoCloseable {
    private static final byte[] NOTHING = {};

    private final FaultRun run;
    private final List<EchoClient> clients = new ArrayList<>();

    Crowd(FaultRun run) {
        this.run = run;
    }

    /** So many more connect and say nothing. */
    void join(int count) throws IOException {
        join(count, NOTHING);
    }

    /** So many more connect, and each says this at once. */
    void join(int count, byte[] message) throws IOException {
        for (int i = 0; i < count; i++) {
            EchoClient client = run.connect();
            clients.add(client);
            client.send(message);
        }
    }

    /** All of them, in the order in which they came. */
    List<EchoClient> all() {
        return clients;
    }

    /** How many get this back and then the server's goodbye; all have left afterwards. */
    int served(byte[] message) {
        return served(clients, message);
    }

    static int served(List<EchoClient> clients, byte[] message) {
        int served = 0;
        for (EchoClient client : clients) {
            served += Arrays.equals(message, last(client)) ? 1 : 0;
        }
        return served;
    }

    /** What comes until the goodbye; nothing when the connection breaks. */
    static byte[] last(EchoClient client) {
        try (client) {
            return client.rest();
        } catch (IOException lost) {
            return NOTHING;
        }
    }

    /** All say goodbye and wait for nothing. */
    void leave() throws IOException {
        for (EchoClient client : clients) {
            client.close();
        }
    }

    @Override
    public void close() throws IOException {
        leave();
    }
}
