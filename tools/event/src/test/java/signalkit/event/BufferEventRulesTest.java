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

    /** More than the two buffers of a connection take up. */
    private static final int TOO_MUCH = 32 << 20;

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
                    new EvBuffer().addBuffer(events.input());
                    send(10);
                    base.dispatch();
                    assertEquals(10, events.input().length());
                    events.setWatermark(BufferEvent.READ, 0, 0);
                    send(5);
                    base.dispatch();
                    assertEquals(15, events.input().length());
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
    void what_waits_goes_out_before_our_end() {
        connected(
                () -> {
                    int sent = 0;
                    while (events.output().length() < MANY) {
                        events.write(bytes(MANY));
                        sent += MANY;
                    }
                    events.finish(Duration.ofHours(1), late -> {}, this::finished);
                    int failed = BufferEvent.WRITE | BufferEvent.ERROR;
                    int received = 0;
                    while (received < sent && !trace.contains("event " + failed)) {
                        received += receive(MANY);
                        round();
                    }
                    assertEquals(sent, received, trace::toString);
                });
    }

    @Test
    void finished_is_called_once_also_when_the_linger_time_ends_after_the_peer() {
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
    void a_finish_after_free_touches_neither_the_channel_nor_the_loop() {
        connected(
                () -> {
                    events.free();
                    base.once(Duration.ofHours(3), () -> trace.add("three hours"));
                    events.finish(Duration.ofHours(1), late -> {}, () -> trace.add("finished"));
                    clock.advance(Duration.ofHours(2));
                    round();
                });
        // By now the base has been freed, too.
        events.finish(Duration.ofHours(1), late -> {}, () -> trace.add("finished"));
        assertEquals(List.of(), trace);
    }

    @Test
    void after_our_end_the_linger_time_alone_is_the_limit_and_late_bytes_are_counted_once() {
        connected(
                () -> {
                    events.setTimeouts(Duration.ofHours(1), Duration.ofHours(1));
                    Duration linger = Duration.ofHours(5);
                    events.finish(linger, late -> trace.add("late " + late), this::finished);
                    events.finish(Duration.ZERO, late -> {}, () -> trace.add("again"));
                    for (int count : new int[] {3, 2}) {
                        send(count);
                        clock.advance(Duration.ofMinutes(80));
                        round();
                    }
                    clock.advance(Duration.ofMinutes(90));
                    round();
                    assertEquals(List.of("late 3", "late 2"), trace);
                    clock.advance(Duration.ofHours(1));
                    round();
                });
        assertEquals(List.of("late 3", "late 2", "finished"), trace);
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
    void each_read_starts_the_timeout_anew() {
        Duration most = Duration.ofMinutes(45);
        connected(
                () -> {
                    events.setTimeouts(Duration.ofHours(1), null);
                    for (int i = 0; i < 3; i++) {
                        clock.advance(most);
                        send(1);
                        round();
                    }
                    clock.advance(most);
                    round();
                    assertEquals(List.of("read", "read", "read"), trace);
                    clock.advance(most);
                    round();
                    send(1);
                    clock.advance(most);
                    round();
                });
        assertEquals("event " + (BufferEvent.READ | BufferEvent.TIMEOUT), trace.get(3));
        assertEquals(4, trace.size(), "a timeout disables reading");
    }

    @Test
    void a_write_timeout_can_be_set_while_the_peer_does_not_read() {
        connected(
                () -> {
                    while (events.output().length() < MANY) {
                        events.write(bytes(MANY));
                    }
                    events.setTimeouts(null, Duration.ofHours(1));
                    round();
                    trace.clear();
                    for (int i = 0; i < 2; i++) {
                        clock.advance(Duration.ofHours(2));
                        round();
                    }
                });
        assertEquals(List.of("event " + (BufferEvent.WRITE | BufferEvent.TIMEOUT)), trace);
    }

    @Test
    void on_read_waits_for_each_byte_of_the_low_watermark() {
        connected(
                () -> {
                    events.setWatermark(BufferEvent.READ, 3, 0);
                    send(2);
                    round();
                    assertEquals(2, events.input().length());
                    assertEquals(List.of(), trace);
                    send(1);
                    round();
                });
        assertEquals(List.of("read"), trace);
    }

    @Test
    void on_write_and_reading_wait_for_the_low_watermark_of_the_output() {
        connected(
                () -> {
                    int low = 1_000;
                    events.limitOutput(2 * low, low);
                    events.write(bytes(TOO_MUCH));
                    send(1);
                    round();
                    while (events.output().length() > low) {
                        assertEquals(List.of(), trace);
                        assertEquals(0, events.input().length(), "reading goes on too early");
                        receive(MANY);
                        round();
                    }
                    round();
                });
        assertEquals(List.of("written", "read"), trace);
    }

    @Test
    void output_at_its_limit_does_not_pause_reading_and_a_byte_more_does() {
        connected(
                () -> {
                    while (events.output().length() < MANY) {
                        events.write(bytes(MANY));
                    }
                    events.limitOutput(events.output().length() + 1, 0);
                    events.write(bytes(1));
                    send(1);
                    round();
                    assertEquals(1, events.input().length());
                    events.write(bytes(1));
                    send(1);
                    round();
                    assertEquals(1, events.input().length());
                });
    }

    @Test
    void a_loop_without_output_to_send_waits_for_nothing() {
        connected(
                () -> {
                    events.disable(BufferEvent.READ);
                    int sent = 0;
                    while (events.output().length() == 0) {
                        events.write(bytes(MANY));
                        sent += MANY;
                    }
                    for (int received = 0; received < sent; ) {
                        received += receive(MANY);
                        round();
                    }
                    base.dispatch(); // no event is left
                });
    }

    @Test
    void a_connection_that_is_freed_twice_or_used_after_that_calls_nobody_back() {
        connected(
                () -> {
                    send(1);
                    onRead =
                            () -> {
                                trace.add("read");
                                events.write(bytes(1));
                                events.free();
                                events.free();
                                events.finish(Duration.ofHours(1), late -> {}, () -> finished());
                                events.write(bytes(1));
                                assertTrue(events.readAvailable());
                            };
                    round();
                    clock.advance(Duration.ofHours(2));
                    round();
                    round();
                });
        assertEquals(List.of("read"), trace);
    }

    private void finished() {
        trace.add("finished");
    }
}
