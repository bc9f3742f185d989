package signalkit.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/**
 * One connection of a load, with at most one message under way.
 *
 * <p>For the thread of its load only.
 */
final class Client {
    final int number;
    private final Load load;
    private final Payload payload;
    private SocketChannel channel;
    private SelectionKey key;
    private boolean isBlocked;
    private long sent;
    private long received;
    private long goal;

    /** When the message under way was due, in nanoseconds. */
    long due;

    /** Messages that are due and wait for the one under way. */
    int backlog;

    Client(int number, Load load) {
        this.number = number;
        this.load = load;
        this.payload = new Payload(number);
    }

    /** Connects and waits until it is connected. */
    void connect(InetSocketAddress target, Selector selector) throws IOException {
        channel = SocketChannel.open();
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.socket().connect(target, Load.PATIENCE_MILLIS);
        channel.configureBlocking(false);
        key = channel.register(selector, SelectionKey.OP_READ, this);
    }

    /** Begins to connect; {@link Load#connected} follows. */
    void beginConnect(InetSocketAddress source, InetSocketAddress target, Selector selector)
            throws IOException {
        channel = SocketChannel.open();
        if (source != null) {
            // Or the port that it leaves in TIME_WAIT could not be listened on for a minute.
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            channel.bind(source);
        }
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        boolean done = channel.connect(target);
        key =
                channel.register(
                        selector, done ? SelectionKey.OP_READ : SelectionKey.OP_CONNECT, this);
        if (done) {
            load.connected(this);
        }
    }

    boolean isOpen() {
        return channel != null && channel.isOpen();
    }

    boolean isBusy() {
        return received < goal;
    }

    void send(int size) throws IOException {
        goal += size;
        write();
    }

    void ready(int operations) throws IOException {
        if ((operations & SelectionKey.OP_CONNECT) != 0) {
            if (channel.finishConnect()) {
                key.interestOps(SelectionKey.OP_READ);
                load.connected(this);
            }
            return;
        }
        if ((operations & SelectionKey.OP_WRITE) != 0) {
            write();
        }
        if ((operations & SelectionKey.OP_READ) != 0) {
            read(load.input());
        }
    }

    private void write() throws IOException {
        while (sent < goal) {
            int length = (int) Math.min(Payload.LARGEST, goal - sent);
            int count = channel.write(payload.at(sent, length));
            sent += count;
            if (count < length) {
                block(true);
                return;
            }
        }
        block(false);
    }

    /** Waits for room to write only while there is none: each change is a system call. */
    private void block(boolean blocked) {
        if (blocked != isBlocked) {
            isBlocked = blocked;
            key.interestOps(SelectionKey.OP_READ | (blocked ? SelectionKey.OP_WRITE : 0));
        }
    }

    private void read(ByteBuffer input) throws IOException {
        int count = channel.read(input.clear());
        if (count < 0) {
            load.ended(this, isBusy() ? "closed by the server before its echo was whole" : null);
            return;
        }
        if (received + count > sent) {
            load.ended(this, "sent back more than it was sent");
            return;
        }
        if (load.verifies()) {
            long wrong = payload.mismatch(received, input.flip());
            if (wrong >= 0) {
                load.ended(this, "wrong byte at position " + wrong);
                return;
            }
        }
        received += count;
        if (count > 0 && received == goal) {
            load.echoed(this);
        }
    }

    /** Closes; the next connection begins its stream anew. */
    void close() {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            // It is closed either way.
        }
        sent = 0;
        received = 0;
        goal = 0;
        isBlocked = false;
    }
}
