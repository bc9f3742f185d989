package signalkit.lab.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * One client that does step by step what it is told: whole echoes, halves, slices, silence, resets.
 *
 * <p>Its calls block; many clients that only echo are a {@link LoadGenerator}'s. For one thread, or
 * one that sends and one that receives.
 */
public final class EchoClient implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** How long nothing must fit anywhere before a flooded server counts as not reading. */
    private static final long STUCK_MILLIS = 500;

    /** How long nothing must arrive before all has arrived. */
    private static final long SILENT_MILLIS = 1_000;

    private static final int CHUNK = 1 << 16;

    private final Socket socket = new Socket();

    /**
     * Connects, with a patience of 5 s for this and for each read.
     *
     * @param server where to
     * @throws IOException when it is not connected in time
     */
    public EchoClient(InetSocketAddress server) throws IOException {
        this(server, PATIENCE);
    }

    /**
     * Connects.
     *
     * @param server where to
     * @param patience how long at most, for this and for each read
     * @throws IOException when it is not connected in time
     */
    public EchoClient(InetSocketAddress server, Duration patience) throws IOException {
        socket.connect(server, (int) patience.toMillis());
        socket.setSoTimeout((int) patience.toMillis());
        socket.setTcpNoDelay(true);
    }

    /**
     * Sends bytes; waits while there is no room for them.
     *
     * @param bytes what to send
     * @throws IOException when the connection is broken
     */
    public void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    /**
     * Sends if the connection is still there.
     *
     * @param bytes what to send
     * @return false when it is not
     */
    public boolean tries(byte[] bytes) {
        try {
            send(bytes);
            return true;
        } catch (IOException closed) {
            return false;
        }
    }

    /**
     * Says goodbye in one direction; the echo may still come.
     *
     * @throws IOException when the connection is broken
     */
    public void finish() throws IOException {
        socket.shutdownOutput();
    }

    /**
     * Sends a message and reads it back.
     *
     * @param message what to send
     * @return false when another thing, or nothing, comes back
     * @throws IOException when the connection is broken or the echo takes too long
     */
    public boolean echoes(byte[] message) throws IOException {
        send(message);
        return Arrays.equals(message, socket.getInputStream().readNBytes(message.length));
    }

    /**
     * Everything until the server says goodbye.
     *
     * @return the bytes
     * @throws IOException when the connection is broken or the goodbye takes too long
     */
    public byte[] rest() throws IOException {
        return socket.getInputStream().readAllBytes();
    }

    /**
     * How many bytes come until the server says goodbye, when they are read slowly.
     *
     * @return their number
     * @throws IOException when the connection is broken or the goodbye takes too long
     * @throws InterruptedException when it is interrupted
     */
    public int slowRest() throws IOException, InterruptedException {
        byte[] some = new byte[CHUNK];
        int received = 0;
        for (int n; (n = socket.getInputStream().readNBytes(some, 0, some.length)) > 0; ) {
            received += n;
            TimeUnit.MILLISECONDS.sleep(1); // what makes it slow
        }
        return received;
    }

    /**
     * Whether the server ends the connection within the patience of this client.
     *
     * @return false when it stays open, or a byte comes
     * @throws IOException when the connection is broken
     */
    public boolean isEnded() throws IOException {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException stillOpen) {
            return false;
        }
    }

    /**
     * Ends the connection with a reset instead of a goodbye.
     *
     * @throws IOException when it cannot be closed
     */
    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /**
     * Says goodbye and waits for the server's; the server then has seen all of this client.
     *
     * @throws IOException when the connection is broken or the goodbye takes too long
     */
    public void leave() throws IOException {
        finish();
        rest();
        close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /**
     * A client that has sent until nothing fits any more, and reads nothing.
     *
     * @param server where to
     * @param most bytes to send when there is room all the time
     * @return its connection, which the caller closes
     * @throws IOException when the connection is broken
     */
    public static SocketChannel stuck(InetSocketAddress server, long most) throws IOException {
        SocketChannel channel = SocketChannel.open(server);
        try {
            flood(channel, most);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        return channel;
    }

    /**
     * Sends without reading until nothing fits any more or the server has taken too much.
     *
     * @param channel a connection, which does not block afterwards
     * @param most how many bytes are too much
     * @return how many bytes were sent
     * @throws IOException when the connection is broken
     */
    public static long flood(SocketChannel channel, long most) throws IOException {
        channel.configureBlocking(false);
        ByteBuffer bytes = ByteBuffer.allocate(CHUNK);
        long sent = 0;
        try (Selector selector = Selector.open()) {
            channel.register(selector, SelectionKey.OP_WRITE);
            while (sent < most && selector.select(key -> {}, STUCK_MILLIS) > 0) {
                sent += channel.write(bytes.clear());
            }
        }
        return sent;
    }

    /**
     * Reads until the server says goodbye, or for a second nothing comes.
     *
     * @param channel a connection that does not block
     * @return how many bytes came
     * @throws IOException when the connection is broken
     */
    public static long drain(SocketChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(CHUNK);
        long received = 0;
        try (Selector selector = Selector.open()) {
            channel.register(selector, SelectionKey.OP_READ);
            while (selector.select(key -> {}, SILENT_MILLIS) > 0) {
                int count = channel.read(bytes.clear());
                if (count < 0) {
                    break;
                }
                received += count;
            }
        }
        return received;
    }
}
