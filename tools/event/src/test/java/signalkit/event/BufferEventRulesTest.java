package signalkit.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What pauses and ends a buffered socket. */
@Timeout(60)
class BufferEventRulesTest extends BufferEventFixture {
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
