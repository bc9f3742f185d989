package signalkit.lab.fault;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/** One client that does what ordinary clients do not: halves, slices, silence, resets. */
final class Peer implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 5_000;

    /** How long nothing must fit anywhere before a flooded server counts as not reading. */
    private static final long STUCK_MILLIS = 500;

    private final Socket socket;

    Peer(int port) throws IOException {
        socket = new Socket();
        socket.connect(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
    }

    void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    /** Sends if the connection is still there; false when it is not. */
    boolean tries(byte[] bytes) {
        try {
            send(bytes);
            return true;
        } catch (IOException closed) {
            return false;
        }
    }

    /** Says goodbye in one direction; the echo may still come. */
    void finish() throws IOException {
        socket.shutdownOutput();
    }

    /** Sends a message and reads it back; false when another thing, or nothing, comes back. */
    boolean echoes(byte[] message) throws IOException {
        send(message);
        return Arrays.equals(message, socket.getInputStream().readNBytes(message.length));
    }

    /** Everything until the server says goodbye. */
    byte[] rest() throws IOException {
        return socket.getInputStream().readAllBytes();
    }

    /** How many bytes come until the server says goodbye, when they are read slowly. */
    int slowRest() throws IOException, InterruptedException {
        byte[] some = new byte[1 << 16];
        int received = 0;
        for (int n; (n = socket.getInputStream().readNBytes(some, 0, some.length)) > 0; ) {
            received += n;
            TimeUnit.MILLISECONDS.sleep(1); // what makes it slow
        }
        return received;
    }

    /** Whether the server ends the connection within the patience of this client. */
    boolean isEnded() throws IOException {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException stillOpen) {
            return false;
        }
    }

    /** Ends the connection with a reset instead of a goodbye. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /**
     * Reads until the server says goodbye, or for a second nothing comes.
     *
     * @return how many bytes came
     */
    static long drain(SocketChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(1 << 16);
        long received = 0;
        try (Selector selector = Selector.open()) {
            channel.register(selector, SelectionKey.OP_READ);
            while (selector.select(key -> {}, 1_000) > 0) {
                int count = channel.read(bytes.clear());
                if (count < 0) {
                    break;
                }
                received += count;
            }
        }
        return received;
    }

    /**
     * Sends without reading until nothing fits any more or the server has taken too much.
     *
     * @return how many bytes were sent
     */
    static long flood(SocketChannel channel, long most) throws IOException {
        channel.configureBlocking(false);
        ByteBuffer bytes = ByteBuffer.allocate(1 << 16);
        long sent = 0;
        try (Selector selector = Selector.open()) {
            channel.register(selector, SelectionKey.OP_WRITE);
            while (sent < most && selector.select(key -> {}, STUCK_MILLIS) > 0) {
                sent += channel.write(bytes.clear());
            }
        }
        return sent;
    }
}
