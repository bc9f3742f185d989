package signalkit.lab.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/**
 * One connection of the load generator: sends one message at a time and checks each byte that comes
 * back.
 *
 * <p>Used by the generator's thread only.
 */
final class ClientConnection {
    /** Who owns the connection, and may call it back. */
    interface Observer {
        /** Messages can be sent. */
        void connected();

        /** Bytes were handed to the system or came back. */
        void moved(int sent, int received);

        /** The message has come back whole. */
        void echoed();

        /** The connection is over; nothing is called after this. */
        void ended(ClientOutcome outcome);
    }

    private final Observer observer;
    private final Payload payload;
    private final ByteBuffer input;

    private SocketChannel channel;
    private SelectionKey key;
    private long openedAt;
    private long goal;
    private long sent;
    private long received;
    private boolean connected;
    private boolean outputShut;
    private boolean over;

    /** A connection that is not open yet; {@code input} may be shared, its content is not kept. */
    ClientConnection(long id, ByteBuffer input, Observer observer) {
        this.payload = new Payload(id);
        this.input = input;
        this.observer = observer;
    }

    void open(InetSocketAddress target, Selector selector, Object attachment) {
        openedAt = System.nanoTime();
        try {
            channel = SocketChannel.open();
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            key = channel.register(selector, SelectionKey.OP_CONNECT, attachment);
            // On loopback this may succeed, or be refused, at once.
            if (channel.connect(target)) {
                established();
            }
        } catch (IOException e) {
            end(ClientOutcome.REFUSED);
        }
    }

    boolean isConnected() {
        return connected;
    }

    /** When the connection was begun, on {@link System#nanoTime}'s clock. */
    long openedAt() {
        return openedAt;
    }

    long sent() {
        return sent;
    }

    long received() {
        return received;
    }

    /** Starts a message; the one before must have come back. */
    void send(int size) {
        goal += size;
        write();
    }

    /** When the last message is back, says that no other follows; the server then closes, too. */
    void finish() {
        if (!connected || received < goal || outputShut) {
            return;
        }
        outputShut = true;
        try {
            channel.shutdownOutput();
        } catch (IOException e) {
            end(ClientOutcome.RESET);
        }
    }

    /** Closes now; all that was sent has come back. */
    void leave() {
        end(ClientOutcome.SERVED);
    }

    /** Closes now, whatever is outstanding. */
    void giveUp() {
        if (!connected) {
            end(ClientOutcome.REFUSED);
        } else if (received == goal) {
            end(ClientOutcome.SERVED);
        } else {
            end(received == 0 ? ClientOutcome.NEVER_SERVED : ClientOutcome.STALLED);
        }
    }

    /** Does what the selector found possible. */
    void ready() {
        if (!connected) {
            connect();
        }
        if (!over && key.isWritable()) {
            write();
        }
        if (!over && key.isReadable()) {
            read();
        }
    }

    private void connect() {
        try {
            if (channel.finishConnect()) {
                established();
            }
        } catch (IOException e) {
            end(ClientOutcome.REFUSED);
        }
    }

    private void established() {
        connected = true;
        key.interestOps(SelectionKey.OP_READ);
        observer.connected();
    }

    private void write() {
        try {
            while (sent < goal) {
                int length = (int) Math.min(Payload.PERIOD, goal - sent);
                int written = channel.write(payload.slice(sent, length));
                sent += written;
                observer.moved(written, 0);
                if (written < length) {
                    key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
                    return;
                }
            }
            key.interestOps(SelectionKey.OP_READ);
        } catch (IOException e) {
            end(ClientOutcome.RESET);
        }
    }

    private void read() {
        try {
            while (!over) {
                int count = channel.read(input.clear());
                if (count < 0) {
                    end(endOfFile());
                } else if (count == 0) {
                    return;
                } else {
                    check(count);
                }
            }
        } catch (IOException e) {
            end(ClientOutcome.RESET);
        }
    }

    private ClientOutcome endOfFile() {
        if (received == goal) {
            return ClientOutcome.SERVED;
        }
        return received == 0 && sent > 0 ? ClientOutcome.NEVER_SERVED : ClientOutcome.CUT;
    }

    private void check(int count) {
        if (received + count > sent || !payload.matches(received, input.flip())) {
            end(ClientOutcome.CORRUPT);
            return;
        }
        received += count;
        observer.moved(0, count);
        if (received == goal) {
            observer.echoed();
        }
    }

    private void end(ClientOutcome outcome) {
        if (over) {
            return;
        }
        over = true;
        if (key != null) {
            key.cancel();
        }
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            // It is closed either way.
        }
        observer.ended(outcome);
    }
}
