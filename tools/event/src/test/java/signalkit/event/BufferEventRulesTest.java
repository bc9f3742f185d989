package signalkit.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import signalkit.posix.PosixProcess;

/** What pauses and ends a buffered socket; one thread has both ends of the connection. */
@Timeout(60)
class BufferEventRulesTest {
    private static final int MANY = 300_000;

    private final AdjustableClock clock = new AdjustableClock();
    private final List<String> trace = new ArrayList<>();
    private EventBase base;
    private SocketChannel peer;
    private BufferEvent events;
    private Runnable onRead = () -> trace.add("read");

    private void connected(Runnable main) {
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

    private int send(int count) {
        try {
            return peer.write(ByteBuffer.allocate(count));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int receive(int count) {
        try {
            return Math.max(0, peer.read(ByteBuffer.allocate(count)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Goes round the loop once, without a wait. */
    private void round() {
        base.loopExit(Duration.ZERO);
        base.dispatch();
    }

    private static EvBuffer bytes(int count) {
        EvBuffer buffer = new EvBuffer();
        buffer.add(ByteBuffer.allocate(count));
        return buffer;
    }

    @Test
    void reading_goes_on_when_the_input_falls_below_the_high_watermark() {
        connected(
                () -> {
                    events.setWatermark(BufferEvent.READ, 0, 10);
                    send(10);
                    base.once(Duration.ofHours(1), base::loopBreak);
                    onRead = base::loopBreak;
                    base.dispatch();
                    send(5);
                    round();
                    assertEquals(10, events.input().length(), "full");
                    events.input().drain(1);
                    base.dispatch();
                    assertEquals(14, events.input().length());
                    events.setWatermark(BufferEvent.READ, 0, 0);
                    send(5);
                    base.dispatch();
                    assertEquals(19, events.input().length());
                });
    }

    @Test
    void output_that_goes_out_does_not_enable_what_was_disabled() {
        connected(
                () -> {
                    events.limitOutput(1, 0);
                    int sent = 0;
                    while (events.output().length() < MANY) {
                        events.write(bytes(MANY));
                        sent += MANY;
                    }
                    events.disable(BufferEvent.READ);
                    send(1);
                    for (int received = 0; received < sent; ) {
                        received += receive(MANY);
                        round();
                    }
                    round();
                    assertEquals(0, events.output().length());
                    assertEquals(0, events.input().length());
                    assertFalse(trace.contains("read"));
                    events.enable(BufferEvent.READ);
                    onRead = base::loopBreak;
                    base.dispatch();
                    assertEquals(1, events.input().length());
                });
    }

    @Test
    void finished_is_called_once_also_when_the_patience_ends_after_the_peer() {
        connected(
                () -> {
                    events.finish(Duration.ofHours(1), late -> {}, () -> trace.add("finished"));
                    try {
                        peer.shutdownOutput();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                    clock.advance(Duration.ofHours(2));
                    base.dispatch();
                });
        assertEquals(List.of("finished"), trace);
    }

    @Test
    void a_timeout_of_zero_or_none_is_no_limit_for_the_read_that_goes_on() {
        connected(
                () -> {
                    for (Duration none : new Duration[] {Duration.ZERO, null}) {
                        events.setTimeouts(Duration.ofHours(1), null);
                        events.setTimeouts(none, none);
                        clock.advance(Duration.ofHours(2));
                        round();
                    }
                    assertEquals(List.of(), trace);
                    events.setTimeouts(Duration.ofHours(1), null);
                    clock.advance(Duration.ofHours(2));
                    round();
                });
        assertEquals(List.of("event " + (BufferEvent.READ | BufferEvent.TIMEOUT)), trace);
    }

    @Test
    void a_write_timeout_can_be_set_while_the_peer_does_not_read() {
        connected(
                () -> {
                    while (events.output().length() < MANY) {
                        events.write(bytes(MANY));
                    }
                    events.setTimeouts(null, Duration.ofHours(1));
                    clock.advance(Duration.ofHours(2));
                    round();
                });
        assertTrue(
                trace.contains("event " + (BufferEvent.WRITE | BufferEvent.TIMEOUT)),
                trace::toString);
    }

    @Test
    void a_buffer_that_is_added_to_itself_keeps_its_bytes() {
        EvBuffer buffer = bytes(3);
        buffer.addBuffer(buffer);
        assertEquals(3, buffer.length());
        ByteBuffer all = ByteBuffer.allocate(9);
        assertEquals(3, buffer.remove(all));
        buffer.drain(-1);
        buffer.drain(1);
        assertTrue(buffer.length() == 0);
    }
}
