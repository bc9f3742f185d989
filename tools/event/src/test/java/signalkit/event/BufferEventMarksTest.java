package signalkit.event;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** When a buffered socket reads, holds its output, and calls back. */
@Timeout(60)
class BufferEventMarksTest extends BufferEventFixture {
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
                    assertEquals(10, events.input().length(), "never more");
                    new EvBuffer().addBuffer(events.input());
                    send(10);
                    base.dispatch();
                    assertEquals(10, events.input().length());
                    events.setWatermark(BufferEvent.READ, 0, 0);
                    send(5);
                    base.dispatch();
                    assertEquals(19, events.input().length(), "all that was sent");
                });
    }

    @Test
    void disabled_output_waits_and_a_timeout_disables() {
        connected(
                () -> {
                    events.disable(BufferEvent.WRITE);
                    events.write(bytes(7));
                    round();
                    assertEquals(0, receive(MANY), "held");
                    events.enable(BufferEvent.WRITE);
                    round();
                    assertEquals(7, receive(MANY));
                    events.setTimeouts(null, Duration.ofHours(1));
                    events.write(bytes(TOO_MUCH));
                    round();
                    clock.advance(Duration.ofHours(2));
                    round();
                    long held = events.output().length();
                    while (receive(MANY) > 0) {
                        round();
                    }
                    assertEquals(held, events.output().length(), "held again");
                    events.enable(BufferEvent.WRITE);
                    while (events.output().length() > 0) {
                        round();
                        receive(MANY);
                    }
                });
        int timeout = BufferEvent.WRITE | BufferEvent.TIMEOUT;
        assertEquals(List.of("written", "event " + timeout, "written"), trace);
    }

    @Test
    void a_write_that_fails_calls_back_at_the_end_of_the_round() {
        connected(
                () -> {
                    close();
                    while (events.error() == null) {
                        events.write(bytes(1));
                        assertEquals(List.of(), trace, "within write");
                    }
                    events.disable(BufferEvent.READ);
                    round();
                });
        assertEquals(List.of("event " + (BufferEvent.WRITE | BufferEvent.ERROR)), trace);
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
}
