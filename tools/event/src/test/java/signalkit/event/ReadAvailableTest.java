package signalkit.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@link BufferEvent#readAvailable} ends, whatever the client does meanwhile. */
@Timeout(30)
class ReadAvailableTest {
    /** More than the two buffers of a connection take up. */
    private static final int TOO_MUCH = 32 << 20;

    private final EventBase base = new EventBase("test");
    private final ByteBuffer message = ByteBuffer.allocate(Segment.CAPACITY);
    private SocketChannel client;
    private SocketChannel channel;
    private BufferEvent events;
    private long taken;

    @BeforeEach
    void connect() throws IOException {
        try (ServerSocketChannel listener = ServerSocketChannel.open()) {
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            client = SocketChannel.open(listener.getLocalAddress());
            channel = listener.accept();
        }
        client.configureBlocking(false);
        channel.configureBlocking(false);
    }

    @AfterEach
    void close() throws IOException {
        events.free();
        client.close();
        base.free();
    }

    private void serve(Runnable onRead) {
        events = new BufferEvent(base, channel, onRead, () -> {}, what -> {});
    }

    private void send() {
        try {
            client.write(message.rewind());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void take() {
        taken += events.input().length();
        events.input().drain(events.input().length());
    }

    @Test
    void it_reads_all_that_has_arrived() {
        serve(this::take);
        message.limit(1_000);
        send();
        send();
        assertTrue(events.readAvailable());
        assertEquals(2_000, taken);
    }

    @Test
    void a_client_that_goes_on_sending_does_not_make_it_last() throws IOException {
        serve(
                () -> {
                    take();
                    send(); // so there is always more
                });
        send();
        long most = channel.getOption(StandardSocketOptions.SO_RCVBUF);
        assertTrue(events.readAvailable());
        assertTrue(taken >= most && taken < most + Segment.CAPACITY, taken + " of " + most);
    }

    @Test
    void a_client_that_does_not_read_bounds_what_is_read_from_it() {
        serve(this::take);
        events.limitOutput(Segment.CAPACITY, Segment.CAPACITY / 2);
        EvBuffer unread = new EvBuffer();
        unread.add(ByteBuffer.allocate(TOO_MUCH));
        events.write(unread);
        send();
        assertFalse(events.readAvailable());
        assertEquals(0, taken);
    }
}
