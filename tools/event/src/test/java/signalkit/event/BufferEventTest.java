package signalkit.event;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import signalkit.posix.PosixProcess;
import signalkit.posix.Pthread;

@Timeout(60)
class BufferEventTest {
    private static final int LARGE = 5_000_003;

    private final List<String> trace = new ArrayList<>();
    private final PosixProcess process = new PosixProcess("test");
    private EventBase base;
    private BufferEvent events;

    @Test
    void a_large_message_comes_back_byte_for_byte() {
        byte[] message = new byte[LARGE];
        new Random(42).nextBytes(message);
        serve(this::echo, client -> assertArrayEquals(message, exchange(client, message)));
    }

    @Test
    void one_byte_at_a_time_is_the_same() {
        byte[] message = "a quick brown fox".getBytes();
        serve(
                this::echo,
                client -> {
                    ByteBuffer back = ByteBuffer.allocate(message.length);
                    for (byte b : message) {
                        write(client, new byte[] {b});
                        back.put(read(client, 1));
                    }
                    assertArrayEquals(message, back.array());
                    close(client);
                });
    }

    @Test
    void an_end_of_file_is_an_event() {
        serve(this::echo, BufferEventTest::close);
        assertEquals(List.of("READING EOF"), trace);
    }

    @Test
    void a_reset_is_an_event() {
        serve(
                this::echo,
                client -> {
                    try {
                        client.setSoLinger(true, 0);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                    close(client);
                });
        assertEquals(List.of("READING ERROR"), trace);
        assertNotNull(events.error());
    }

    @Test
    void a_silent_client_is_a_timeout() {
        serve(
                channel -> {
                    echo(channel);
                    events.setTimeouts(Duration.ofMillis(30), null);
                },
                client -> assertEquals(-1, readOne(client)));
        assertEquals(List.of("READING TIMEOUT"), trace);
    }

    /** Another event of the channel shows that there is more to read, round after round. */
    @Test
    void reading_pauses_at_the_high_watermark() {
        CountDownLatch full = new CountDownLatch(1);
        int[] rounds = new int[1];
        serve(
                channel -> {
                    Event probe =
                            Event.channel(
                                    base,
                                    channel,
                                    Event.READ | Event.PERSIST,
                                    () -> {
                                        if (++rounds[0] == 3) {
                                            base.loopBreak();
                                        }
                                    });
                    start(
                            channel,
                            () -> {
                                trace.add("read");
                                if (full.getCount() == 0) {
                                    base.loopBreak();
                                }
                                probe.add(null);
                                full.countDown();
                            });
                    events.setWatermark(BufferEvent.READ, 4, 4);
                },
                client -> {
                    write(client, new byte[4]);
                    await(full);
                    write(client, new byte[4]);
                    assertEquals(-1, readOne(client));
                });
        assertEquals(List.of("read"), trace);
        assertEquals(3, rounds[0]);
    }

    @Test
    void on_write_comes_when_the_output_is_sent() {
        serve(
                channel -> {
                    events =
                            new BufferEvent(
                                    base,
                                    channel,
                                    () -> events.write(events.input()),
                                    () -> {
                                        trace.add("left " + events.output().length());
                                        base.loopBreak();
                                    },
                                    what -> base.loopBreak());
                    events.enable(BufferEvent.READ);
                },
                client -> {
                    write(client, new byte[10]);
                    assertEquals(10, read(client, 10).length);
                });
        assertEquals(List.of("left 0"), trace);
    }

    @Test
    void segments_go_back_to_the_pool() {
        byte[] message = new byte[LARGE];
        List<Integer> kept = new ArrayList<>();
        serve(
                channel -> {
                    events =
                            new BufferEvent(
                                    base,
                                    channel,
                                    () -> events.write(events.input()),
                                    () -> {},
                                    what -> {
                                        kept.add(SegmentPool.ofThisThread().size());
                                        base.loopBreak();
                                    });
                    events.enable(BufferEvent.READ);
                },
                client -> assertArrayEquals(message, exchange(client, message)));
        assertTrue(kept.get(0) > 0 && kept.get(0) <= SegmentPool.KEPT, kept.toString());
    }

    @Test
    void a_callback_may_free_its_connection() {
        serve(
                channel ->
                        start(
                                channel,
                                () -> {
                                    events.write(events.input());
                                    events.free();
                                    trace.add("freed");
                                    base.once(Duration.ZERO, base::loopBreak);
                                }),
                client -> {
                    write(client, new byte[10]);
                    assertEquals(10, read(client, 10).length);
                    assertEquals(-1, readOne(client));
                });
        assertEquals(List.of("freed"), trace);
    }

    @Test
    void a_callback_that_throws_costs_its_connection_and_not_the_loop() {
        serve(
                channel -> {
                    start(
                            channel,
                            () -> {
                                throw new IllegalStateException("no luck");
                            });
                    events.onFailure(
                            e -> {
                                trace.add(e.getMessage());
                                events.free();
                                base.once(Duration.ZERO, base::loopBreak);
                            });
                },
                client -> {
                    write(client, new byte[10]);
                    assertEquals(-1, readOne(client));
                });
        assertEquals(List.of("no luck"), trace);
    }

    private void echo(SocketChannel channel) {
        start(channel, () -> events.write(events.input()));
    }

    private void start(SocketChannel channel, Runnable onRead) {
        events = new BufferEvent(base, channel, onRead, () -> {}, this::ended);
        events.enable(BufferEvent.READ);
    }

    private void ended(int what) {
        trace.add(
                ((what & BufferEvent.READ) != 0 ? "READING" : "WRITING")
                        + ((what & BufferEvent.EOF) != 0 ? " EOF" : "")
                        + ((what & BufferEvent.ERROR) != 0 ? " ERROR" : "")
                        + ((what & BufferEvent.TIMEOUT) != 0 ? " TIMEOUT" : ""));
        base.loopBreak();
    }

    /** Serves one client, which has a thread of its own; both have to end without an exception. */
    private void serve(Consumer<SocketChannel> onAccept, Consumer<Socket> client) {
        process.start(
                () -> {
                    base = new EventBase("test");
                    try {
                        Listener listener =
                                new Listener(
                                        base,
                                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                                        8,
                                        onAccept,
                                        e -> trace.add(e.toString()));
                        Pthread peer = Pthread.create("peer", () -> connect(listener, client));
                        base.dispatch();
                        events.free();
                        listener.close();
                        peer.join();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
        assertEquals(0, process.waitFor(TimeUnit.SECONDS.toNanos(30)));
        assertEquals(List.of(), process.uncaught());
    }

    private static void connect(Listener listener, Consumer<Socket> client) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), listener.port())) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(20_000);
            client.accept(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends on a thread of its own, since nobody may have to read before all is sent. */
    private static byte[] exchange(Socket client, byte[] message) {
        Thread sender = new Thread(() -> write(client, message), "sender");
        sender.setDaemon(true);
        sender.start();
        byte[] back = read(client, message.length);
        close(client);
        return back;
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(20, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void write(Socket client, byte[] bytes) {
        try {
            client.getOutputStream().write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] read(Socket client, int count) {
        try {
            return client.getInputStream().readNBytes(count);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next byte; -1 when the server has closed, in order or (unread input) by a reset. */
    private static int readOne(Socket client) {
        try {
            return client.getInputStream().read();
        } catch (IOException reset) {
            return -1;
        }
    }

    private static void close(Socket client) {
        try {
            client.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
