package signalkit.echo.safe;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** A blocking client that sends one kind of message and expects it back. */
final class Client implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 20_000;
    private static final long STUCK_MILLIS = 500;
    private static final byte[] MESSAGE = new byte[512];

    final Socket socket;
    private final Thread thread = new Thread(this::work, "client");
    private volatile long sent;
    private volatile long received;
    private volatile IOException failure;

    Client(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(TIMEOUT_MILLIS);
    }

    /** A client that sends until nothing more fits anywhere, and reads nothing. */
    static SocketChannel stuck(int port) throws IOException {
        SocketChannel channel =
                SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        channel.configureBlocking(false);
        try (Selector selector = Selector.open()) {
            channel.register(selector, SelectionKey.OP_WRITE);
            ByteBuffer bytes = ByteBuffer.allocate(65_536);
            while (selector.select(key -> {}, STUCK_MILLIS) > 0) {
                channel.write(bytes.clear());
            }
        }
        return channel;
    }

    /** Sends one message and reads it back. */
    boolean echo() throws IOException {
        socket.getOutputStream().write(MESSAGE);
        sent += MESSAGE.length;
        int left = MESSAGE.length;
        while (left > 0) {
            int count = socket.getInputStream().read(new byte[left]);
            if (count < 0) {
                return false;
            }
            received += count;
            left -= count;
        }
        return true;
    }

    /** Echoes on a thread of its own until the server ends the connection. */
    Client start() {
        thread.setDaemon(true);
        thread.start();
        return this;
    }

    private void work() {
        try {
            while (echo()) {
                // The next one follows.
            }
            socket.close();
        } catch (IOException e) {
            failure = e;
        }
    }

    Client join() throws InterruptedException {
        thread.join(TIMEOUT_MILLIS);
        return this;
    }

    long sent() {
        return sent;
    }

    long received() {
        return received;
    }

    /** What broke the connection; null when the server ended it in order. */
    IOException failure() {
        return failure;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
