package signalkit.lab.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/**
 * One connection of many to an echo server, all on one selector; it has at most one message under
 * way and can check each byte that comes back.
 *
 * <p>Once it is connected, a message costs one write and one read, and nothing is allocated. For
 * the selector's thread only.
 */
public final class ClientConnection {
    /** Who owns a connection; may call it back. */
    public interface Observer {
        /** Messages can be sent, after {@link #open}. */
        void connected();

        /**
         * Bytes were handed to the system, or came back.
         *
         * @param sent how many were handed over
         * @param received how many came back
         */
        default void moved(int sent, int received) {}

        /** The message has come back whole. */
        void echoed();

        /**
         * The connection is over; nothing is called after this.
         *
         * @param outcome how it ended
         * @param detail what went wrong, in a few words; null when nothing did
         */
        void ended(ClientOutcome outcome, String detail);
    }

    private final Observer observer;
    private final Payload payload;
    private final ByteBuffer input;
    private final boolean checks;

    private SocketChannel channel;
    private SelectionKey key;
    private long openedAt;
    private long goal;
    private long sent;
    private long received;
    private boolean connected;
    private boolean blocked;
    private boolean outputShut;
    private boolean over;

    /**
     * A connection that is not open yet.
     *
     * @param id says which bytes it sends
     * @param input where to read to; may be shared, its content is not kept
     * @param checks whether to compare each byte that comes back
     * @param observer what to tell
     */
    public ClientConnection(long id, ByteBuffer input, boolean checks, Observer observer) {
        this.payload = new Payload(id);
        this.input = input;
        this.checks = checks;
        this.observer = observer;
    }

    /**
     * Connects and waits until it is connected; the observer is not told.
     *
     * @param target the server
     * @param selector what waits for the echoes
     * @param attachment of the selector's key
     * @param patience how long at most
     * @throws IOException when it cannot be connected in time
     */
    public void connect(
            InetSocketAddress target, Selector selector, Object attachment, Duration patience)
            throws IOException {
        openedAt = System.nanoTime();
        channel = SocketChannel.open();
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.socket().connect(target, (int) patience.toMillis());
        channel.configureBlocking(false);
        key = channel.register(selector, SelectionKey.OP_READ, attachment);
        connected = true;
    }

    /**
     * Begins to connect; the observer is told how that goes.
     *
     * @param source the address to connect from; null: the system chooses
     * @param target the server
     * @param selector what waits for it
     * @param attachment of the selector's key
     */
    public void open(
            SocketAddress source, InetSocketAddress target, Selector selector, Object attachment) {
        openedAt = System.nanoTime();
        try {
            channel = SocketChannel.open();
            if (source != null) {
                // Or the port that it leaves in TIME_WAIT could not be listened on for a minute.
                channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
                channel.bind(source);
            }
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            // On loopback this may succeed, or be refused, at once.
            boolean done = channel.connect(target);
            int next = done ? SelectionKey.OP_READ : SelectionKey.OP_CONNECT;
            key = channel.register(selector, next, attachment);
            if (done) {
                established();
            }
        } catch (IOException e) {
            end(ClientOutcome.REFUSED, e.getMessage());
        }
    }

    /**
     * Whether messages could be sent at any time.
     *
     * @return true also after the end
     */
    public boolean isConnected() {
        return connected;
    }

    /**
     * Whether it was begun and is not over.
     *
     * @return true also while it connects
     */
    public boolean isOpen() {
        return channel != null && !over;
    }

    /**
     * Whether a message is under way.
     *
     * @return false before the first and after the last
     */
    public boolean isBusy() {
        return received < goal;
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

    /**
     * Starts a message; the one before must have come back.
     *
     * @param size in bytes
     */
    public void send(int size) {
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
            end(ClientOutcome.RESET, e.getMessage());
        }
    }

    /** Closes now; all that was sent has come back. */
    void leave() {
        end(ClientOutcome.SERVED, null);
    }

    /** Closes now, whatever is outstanding. */
    void giveUp() {
        if (!connected) {
            end(ClientOutcome.REFUSED, "not connected in time");
        } else if (received == goal) {
            end(ClientOutcome.SERVED, null);
        } else {
            end(
                    received == 0 ? ClientOutcome.NEVER_SERVED : ClientOutcome.STALLED,
                    "no echo in time");
        }
    }

    /** Closes now and tells nobody. */
    public void close() {
        over = true;
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            // It is closed either way.
        }
    }

    /** Does what the selector found possible. */
    public void ready() {
        if (over) {
            return;
        }
        int operations = key.readyOps();
        if ((operations & SelectionKey.OP_CONNECT) != 0) {
            connect();
            return;
        }
        if ((operations & SelectionKey.OP_WRITE) != 0) {
            write();
        }
        if (!over && (operations & SelectionKey.OP_READ) != 0) {
            read();
        }
    }

    private void connect() {
        try {
            if (channel.finishConnect()) {
                key.interestOps(SelectionKey.OP_READ);
                established();
            }
        } catch (IOException e) {
            end(ClientOutcome.REFUSED, e.getMessage());
        }
    }

    private void established() {
        connected = true;
        observer.connected();
    }

    private void write() {
        try {
            while (sent < goal) {
                int length = (int) Math.min(Payload.LARGEST, goal - sent);
                int written = channel.write(payload.at(sent, length));
                sent += written;
                observer.moved(written, 0);
                if (written < length) {
                    block(true);
                    return;
                }
            }
            block(false);
        } catch (IOException e) {
            end(ClientOutcome.RESET, e.getMessage());
        }
    }

    /** Waits for room to write only while there is none: each change is a system call. */
    private void block(boolean now) {
        if (now != blocked) {
            blocked = now;
            key.interestOps(SelectionKey.OP_READ | (now ? SelectionKey.OP_WRITE : 0));
        }
    }

    private void read() {
        int count;
        try {
            count = channel.read(input.clear());
        } catch (IOException e) {
            end(ClientOutcome.RESET, e.getMessage());
            return;
        }
        if (count < 0) {
            endOfFile();
        } else if (count > 0) {
            take(count);
        }
    }

    private void endOfFile() {
        if (received == goal) {
            end(ClientOutcome.SERVED, null);
        } else {
            boolean never = received == 0 && sent > 0;
            end(
                    never ? ClientOutcome.NEVER_SERVED : ClientOutcome.CUT,
                    "closed by the server before its echo was whole");
        }
    }

    private void take(int count) {
        if (received + count > sent) {
            end(ClientOutcome.CORRUPT, "sent back more than it was sent");
            return;
        }
        long wrong = checks ? payload.mismatch(received, input.flip()) : -1;
        if (wrong >= 0) {
            end(ClientOutcome.CORRUPT, "wrong byte at position " + wrong);
            return;
        }
        received += count;
        observer.moved(0, count);
        if (received == goal) {
            observer.echoed();
        }
    }

    private void end(ClientOutcome outcome, String detail) {
        if (over) {
            return;
        }
        close();
        observer.ended(outcome, detail);
    }
}
