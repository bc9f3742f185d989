package signalkit.event;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import signalkit.posix.PosixProcess;

/** A buffered socket and its peer; one thread has both ends of the connection. */
class BufferEventFixture {
    static final int MANY = 300_000;

    /** More than the two buffers of a connection take up. */
    static final int TOO_MUCH = 32 << 20;

    final AdjustableClock clock = new AdjustableClock();
    final List<String> trace = new ArrayList<>();
    EventBase base;
    SocketChannel peer;
    BufferEvent events;
    Runnable onRead = () -> trace.add("read");

    void connected(Runnable main) {
        PosixProcess process = new PosixProcess("test", clock);
        process.start(
                () -> {
                    base = new EventBase("tested");
                    try (ServerSocketChannel server = ServerSocketChannel.open()) {
                        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                        peer = SocketChannel.open(server.getLocalAddress());
                        SocketChannel accepted = server.accept();
                        accepted.configureBlocking(false);
                        peer.configureBlocking(false);
                        events =
                                new BufferEvent(
                                        base,
                                        accepted,
                                        () -> onRead.run(),
                                        () -> trace.add("written"),
                                        what -> trace.add("event " + what));
                        events.enable(BufferEvent.READ);
                        main.run();
                        events.free();
                        peer.close();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
        assertEquals(
                0, process.waitFor(TimeUnit.SECONDS.toNanos(30)), process.uncaught()::toString);
    }

    int send(int count) {
        try {
            return peer.write(ByteBuffer.allocate(count));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int receive(int count) {
        try {
            return Math.max(0, peer.read(ByteBuffer.allocate(count)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Goes round the loop once, without a wait. */
    void round() {
        base.loopExit(Duration.ZERO);
        base.dispatch();
    }

    static EvBuffer bytes(int count) {
        EvBuffer buffer = new EvBuffer();
        buffer.add(ByteBuffer.allocate(count));
        return buffer;
    }

    void close() {
        try {
            peer.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
