package signalkit.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import signalkit.posix.PosixProcess;
import signalkit.posix.Pthread;

/**
 * An echo allocates nothing, by the JVM's own count of what a thread has allocated.
 *
 * <p>The count includes what the JDK's selector and sockets do.
 */
@Timeout(60)
class AllocationTest {
    private static final int WARM = 20_000;
    private static final int ECHOES = 10_000;

    /** Less than one byte for each echo: a few objects of the JDK's own are let pass. */
    private static final long BOUND = 5_000;

    private final PosixProcess process = new PosixProcess("test");
    private final com.sun.management.ThreadMXBean threads =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

    private int others;
    private final List<SocketChannel> opened = new CopyOnWriteArrayList<>();
    private EventBase base;
    private BufferEvent events;
    private volatile long loopThread;
    private volatile long allocated;
    private byte[] garbage;

    @ParameterizedTest
    @ValueSource(ints = {1, 64, 4096})
    void an_echo_allocates_nothing(int size) {
        long bytes = allocatedBy(size, () -> events.write(events.input()));
        assertTrue(bytes < BOUND, bytes + " bytes in " + ECHOES + " echoes");
    }

    /**
     * The JDK's selector looks a ready channel up by its descriptor, as an Integer, and those above
     * 127 are made anew each time: 16 bytes. {@code -XX:AutoBoxCacheMax=20000} saves them.
     */
    @Test
    void among_two_hundred_connections_only_the_jdk_allocates_a_descriptors_box() {
        others = 199;
        long bytes = allocatedBy(64, () -> events.write(events.input()));
        assertTrue(bytes < 16L * ECHOES + BOUND, bytes + " bytes in " + ECHOES + " echoes");
    }

    @Test
    void a_handler_that_allocates_is_found_out() {
        long bytes =
                allocatedBy(
                        64,
                        () -> {
                            garbage = new byte[16];
                            events.write(events.input());
                        });
        assertTrue(bytes >= 16L * ECHOES, bytes + " bytes in " + ECHOES + " echoes");
        assertEquals(16, garbage.length);
    }

    @AfterEach
    void closeOthers() throws IOException {
        for (SocketChannel channel : opened) {
            channel.close();
        }
    }

    private long allocatedBy(int size, Runnable onRead) {
        process.start(
                () -> {
                    base = new EventBase("test");
                    base.useThreads();
                    loopThread = Thread.currentThread().getId();
                    try {
                        Listener listener =
                                new Listener(
                                        base,
                                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                                        256,
                                        channel -> serve(channel, onRead),
                                        e -> base.loopBreak());
                        Pthread peer = Pthread.create("peer", () -> talk(listener.port(), size));
                        base.dispatch();
                        events.free();
                        listener.close();
                        peer.join();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
        assertEquals(0, process.waitFor(TimeUnit.SECONDS.toNanos(30)));
        return allocated;
    }

    private void serve(SocketChannel channel, Runnable onRead) {
        opened.add(channel);
        events = new BufferEvent(base, channel, onRead, () -> {}, what -> base.loopBreak());
        events.setTimeouts(Duration.ofSeconds(20), Duration.ofSeconds(20));
        events.enable(BufferEvent.READ);
    }

    private void talk(int port, int size) {
        InetSocketAddress server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        ByteBuffer message = ByteBuffer.allocateDirect(size);
        try {
            // Connected one after the other and served in that order: the last is the one that
            // talks.
            for (int i = 0; i < others; i++) {
                opened.add(SocketChannel.open(server));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try (SocketChannel client = SocketChannel.open(server)) {
            client.setOption(StandardSocketOptions.TCP_NODELAY, true);
            echo(client, message, WARM);
            long before = threads.getThreadAllocatedBytes(loopThread);
            echo(client, message, ECHOES);
            allocated = threads.getThreadAllocatedBytes(loopThread) - before;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void echo(SocketChannel client, ByteBuffer message, int times)
            throws IOException {
        for (int i = 0; i < times; i++) {
            message.clear();
            while (message.hasRemaining()) {
                client.write(message);
            }
            message.clear();
            while (message.hasRemaining()) {
                client.read(message);
            }
        }
    }
}
