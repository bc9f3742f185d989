package signalkit.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.Pipe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import signalkit.posix.PosixProcess;

/** What libevent's manual says of events, and what a program should not do with them. */
@Timeout(60)
class EventRulesTest {
    private static final Duration NOW = Duration.ZERO;
    private static final Duration FOREVER = Duration.ofSeconds(Long.MAX_VALUE);

    private final AdjustableClock clock = new AdjustableClock();
    private final List<String> trace = new ArrayList<>();
    private final ReadablePipes pipes = new ReadablePipes();
    private EventBase base;

    private void inLoop(Runnable main) {
        TestLoop.run(
                new PosixProcess("test", clock),
                made -> {
                    base = made;
                    main.run();
                });
    }

    @AfterEach
    void closePipes() throws IOException {
        pipes.close();
    }

    private Runnable note(String text) {
        return () -> trace.add(text);
    }

    @Test
    void adding_again_without_a_time_leaves_the_timeout_as_it_is() {
        inLoop(
                () -> {
                    Event timer = Event.timeout(base, note("fired"));
                    timer.add(Duration.ofHours(1));
                    timer.add(null);
                    clock.advance(Duration.ofHours(2));
                    base.dispatch();
                });
        assertEquals(List.of("fired"), trace);
    }

    @Test
    void adding_again_with_a_time_sets_it_anew_earlier_and_later() {
        inLoop(
                () -> {
                    Event earlier = Event.timeout(base, note("earlier"));
                    earlier.add(FOREVER);
                    earlier.add(Duration.ofHours(2));
                    Event later = Event.timeout(base, note("later"));
                    later.add(Duration.ofHours(1));
                    later.add(Duration.ofHours(3));
                    base.once(Duration.ofHours(2), () -> clock.advance(Duration.ofHours(2)));
                    clock.advance(Duration.ofHours(2));
                    base.dispatch();
                });
        assertEquals(List.of("earlier", "later"), trace);
    }

    @Test
    void a_timer_without_a_time_waits_for_nothing_and_is_not_pending() {
        inLoop(
                () -> {
                    Event timer = Event.timeout(base, note("fired"));
                    timer.add(null);
                    assertFalse(timer.isPending());
                    base.dispatch();
                });
        assertEquals(List.of(), trace);
    }

    @Test
    void remove_timer_leaves_the_event_pending() {
        inLoop(
                () -> {
                    Event reading = Event.channel(base, pipes.open(), Event.READ, note("read"));
                    reading.add(NOW);
                    reading.removeTimer();
                    assertTrue(reading.isPending());
                    Event timer = Event.timeout(base, note("timer"));
                    timer.add(NOW);
                    timer.removeTimer();
                    assertFalse(timer.isPending());
                    base.dispatch();
                    assertEquals(Event.READ, reading.result());
                });
        assertEquals(List.of("read"), trace);
    }

    @Test
    void the_longest_time_never_comes_and_a_negative_one_has_come() {
        inLoop(
                () -> {
                    base.once(FOREVER, note("for ever"));
                    base.once(Duration.ofSeconds(Long.MIN_VALUE), note("negative"));
                    base.loopExit(Duration.ofDays(10_000));
                    clock.advance(Duration.ofDays(10_001));
                    base.dispatch();
                });
        assertEquals(List.of("negative"), trace);
    }

    @Test
    void no_time_for_once_and_loop_exit_means_the_next_round() {
        inLoop(
                () -> {
                    base.loopExit(null);
                    base.once(null, note("once"));
                    base.once(FOREVER, note("never"));
                    base.dispatch();
                });
        assertEquals(List.of("once"), trace);
    }

    @Test
    void an_event_may_add_itself_again_in_its_callback() {
        Event[] timer = new Event[1];
        inLoop(
                () -> {
                    timer[0] =
                            Event.timeout(
                                    base,
                                    () -> {
                                        trace.add("fired");
                                        if (trace.size() < 3) {
                                            timer[0].add(NOW);
                                        }
                                    });
                    timer[0].add(NOW);
                    base.dispatch();
                });
        assertEquals(List.of("fired", "fired", "fired"), trace);
    }

    @Test
    void an_event_that_is_deleted_and_added_again_waits_for_the_next_round() {
        Event[] events = new Event[2];
        inLoop(
                () -> {
                    for (int i = 0; i < 2; i++) {
                        Event[] other = {null};
                        int index = i;
                        events[i] =
                                Event.channel(
                                        base,
                                        pipes.open(),
                                        Event.READ,
                                        () -> {
                                            trace.add("read");
                                            base.defer(note("end of round"));
                                            other[0] = events[1 - index];
                                            if (other[0].isPending()) {
                                                other[0].del();
                                                other[0].add(null);
                                            }
                                        });
                        events[i].add(null);
                    }
                    base.dispatch();
                });
        assertEquals(List.of("read", "end of round", "read", "end of round"), trace);
    }

    @Test
    void an_event_that_is_active_twice_fires_once_with_both_reasons() {
        Event[] event = new Event[1];
        inLoop(
                () -> {
                    event[0] = Event.timeout(base, () -> trace.add("" + event[0].result()));
                    event[0].active(Event.READ);
                    event[0].active(Event.WRITE);
                    base.dispatch();
                    event[0].active(Event.TIMEOUT);
                    base.dispatch();
                });
        assertEquals(List.of("" + (Event.READ | Event.WRITE), "" + Event.TIMEOUT), trace);
    }

    // ---- channels

    @Test
    void two_events_of_one_channel_both_fire() {
        inLoop(
                () -> {
                    Pipe.SourceChannel channel = pipes.open();
                    Event.channel(base, channel, Event.READ, note("read")).add(null);
                    Event.channel(base, channel, Event.READ, note("read")).add(null);
                    base.dispatch();
                });
        assertEquals(List.of("read", "read"), trace);
    }

    @Test
    void deleting_one_of_two_events_of_a_channel_leaves_the_other() {
        for (int deleted = 0; deleted < 3; deleted++) {
            trace.clear();
            int chosen = deleted;
            inLoop(
                    () -> {
                        Pipe.SourceChannel channel = pipes.open();
                        List<Event> events = new ArrayList<>();
                        for (String name : List.of("0", "1", "2")) {
                            events.add(Event.channel(base, channel, Event.READ, note(name)));
                        }
                        events.forEach(event -> event.add(null));
                        events.get(chosen).del();
                        base.dispatch();
                    });
            assertEquals(2, trace.size(), trace::toString);
            assertFalse(trace.contains("" + deleted), trace::toString);
        }
    }

    @Test
    void a_closed_channel_can_be_deleted_and_not_be_added() {
        inLoop(
                () -> {
                    Pipe.SourceChannel channel = pipes.open();
                    Event event = Event.channel(base, channel, Event.READ, note("read"));
                    event.add(null);
                    try {
                        channel.close();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                    assertTrue(event.isPending());
                    event.del();
                    UncheckedIOException e =
                            assertThrows(UncheckedIOException.class, () -> event.add(null));
                    assertInstanceOf(ClosedChannelException.class, e.getCause());
                    base.dispatch();
                });
        assertEquals(List.of(), trace);
    }

    @Test
    void channels_come_before_timers_in_a_round() {
        inLoop(
                () -> {
                    base.once(NOW, note("timer"));
                    Event.channel(base, pipes.open(), Event.READ, note("read")).add(null);
                    base.dispatch();
                });
        assertEquals(List.of("read", "timer"), trace);
    }

    @Test
    void a_persistent_timer_does_not_drift_and_does_not_catch_up() {
        Duration period = Duration.ofSeconds(10);
        List<Long> deadlines = new ArrayList<>();
        Event[] timer = new Event[1];
        inLoop(
                () -> {
                    Runnable fired =
                            () -> {
                                deadlines.add(timer[0].deadline);
                                switch (deadlines.size()) {
                                    case 1 -> clock.advance(period.plusSeconds(1)); // late
                                    case 2 -> clock.advance(period.multipliedBy(3)); // behind
                                    default -> timer[0].del();
                                }
                            };
                    timer[0] = Event.timeout(base, Event.PERSIST, fired);
                    timer[0].add(period);
                    clock.advance(period);
                    base.dispatch();
                });
        long first = deadlines.get(1) - deadlines.get(0);
        assertEquals(period.toNanos(), first, "late by a second, and still on time");
        assertEquals(3, deadlines.size(), "the rounds that were missed are left out");
        assertTrue(deadlines.get(2) - deadlines.get(1) > period.toNanos());
    }

    @Test
    void ten_thousand_timers_fire_by_deadline_and_then_in_the_order_of_adding() {
        List<Integer> fired = new ArrayList<>();
        List<Integer> added = new ArrayList<>();
        inLoop(
                () -> {
                    Random random = new Random(20261127);
                    for (int i = 0; i < 10_000; i++) {
                        int hours = 1 + random.nextInt(50);
                        int number = hours * 10_000 + i;
                        added.add(number);
                        base.once(Duration.ofHours(hours), () -> fired.add(number));
                    }
                    clock.advance(Duration.ofHours(100));
                    base.dispatch();
                });
        added.sort(null);
        assertEquals(added, fired);
    }

    @Test
    void loop_break_before_a_dispatch_has_no_effect() {
        inLoop(
                () -> {
                    base.loopBreak();
                    base.once(NOW, note("ran"));
                    base.dispatch();
                    assertFalse(base.gotBreak());
                });
        assertEquals(List.of("ran"), trace);
    }

    @Test
    void a_dispatch_in_a_callback_is_refused_and_the_loop_goes_on() {
        inLoop(
                () -> {
                    base.once(
                            NOW,
                            () ->
                                    trace.add(
                                            assertThrows(
                                                            IllegalStateException.class,
                                                            base::dispatch)
                                                    .getMessage()));
                    base.once(NOW, note("next"));
                    base.dispatch();
                });
        assertEquals(List.of("evbase tested is dispatched by main already", "next"), trace);
    }

    @Test
    void a_callback_that_throws_leaves_the_others_for_the_next_dispatch() {
        inLoop(
                () -> {
                    base.once(
                            NOW,
                            () -> {
                                throw new IllegalArgumentException("thrown");
                            });
                    base.once(NOW, note("later"));
                    assertThrows(IllegalArgumentException.class, base::dispatch);
                    base.dispatch();
                });
        assertEquals(List.of("later"), trace);
    }

    @Test
    void a_base_that_is_freed_in_a_callback_says_so() {
        inLoop(
                () -> {
                    Event.channel(base, pipes.open(), Event.READ | Event.PERSIST, base::free)
                            .add(null);
                    trace.add(
                            assertThrows(IllegalStateException.class, base::dispatch).getMessage());
                });
        assertEquals(List.of("the base was freed while it was dispatched"), trace);
    }

    @Test
    void an_event_without_a_part_is_refused_by_name() {
        inLoop(
                () -> {
                    Runnable none = () -> {};
                    refused("callback", () -> Event.timeout(base, null));
                    refused("channel", () -> Event.channel(base, null, Event.READ, none));
                    refused("signal", () -> Event.signal(base, null, none));
                    for (int what : new int[] {0, Event.READ | Event.WRITE, Event.SIGNAL}) {
                        assertThrows(
                                IllegalArgumentException.class,
                                () -> Event.channel(base, pipes.open(), what, none));
                    }
                    assertThrows(
                            IllegalArgumentException.class,
                            () -> Event.timeout(base, Event.READ, none));
                });
    }

    private static void refused(String part, Runnable call) {
        assertEquals(part, assertThrows(NullPointerException.class, call::run).getMessage());
    }
}
