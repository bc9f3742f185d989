package signalkit.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.Selector;
import java.time.Duration;
import signalkit.lab.load.ClientConnection;
import signalkit.lab.load.ClientOutcome;

/**
 * One client of a load: its connection, and when its messages are due.
 *
 * <p>For the thread of its load only.
 */
final class Client implements ClientConnection.Observer {
    private static final Duration PATIENCE = Duration.ofMillis(Load.PATIENCE_MILLIS);

    final int number;
    private final Load load;
    private ClientConnection connection;

    /** When the message under way was due, in nanoseconds. */
    long due;

    /** Messages that are due and wait for the one under way. */
    int backlog;

    Client(int number, Load load) {
        this.number = number;
        this.load = load;
    }

    private ClientConnection fresh() {
        return new ClientConnection(number, load.input(), load.verifies(), this);
    }

    /** Connects and waits until it is connected. */
    void connect(InetSocketAddress target, Selector selector) throws IOException {
        connection = fresh();
        connection.connect(target, selector, this, PATIENCE);
    }

    /** Begins to connect; {@link Load#connected} follows. */
    void beginConnect(InetSocketAddress source, InetSocketAddress target, Selector selector) {
        connection = fresh();
        connection.open(source, target, selector, this);
    }

    boolean isBusy() {
        return connection != null && connection.isOpen() && connection.isBusy();
    }

    void send(int size) {
        connection.send(size);
    }

    void ready() {
        connection.ready();
    }

    @Override
    public void connected() {
        load.connected(this);
    }

    @Override
    public void echoed() {
        load.echoed(this);
    }

    @Override
    public void ended(ClientOutcome outcome, String detail) {
        load.ended(this, outcome, detail);
    }

    void close() {
        if (connection != null) {
            connection.close();
        }
    }
}
