package signalkit.event;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import signalkit.posix.PosixProcess;
import signalkit.posix.Pthread;
import signalkit.posix.Signal;
import signalkit.posix.Signals;

/** Several things in one round of the loop, under a clock that stands still. */
@Timeout(30)
class EventRoundTest {
    private static final Duration NOW = Duration.ZERO;
    private static final Duration HOUR = Duration.ofHours(1);

    private final AdjustableClock clock = AdjustableClock.stopped();
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

    /** Goes round the loop once, without a wait. */
    private void round() {
        base.loopExit(NOW);
        base.dispatch();
    }

    @Test
    void timers_of_one_moment_fire_in_the_order_of_adding() {
        inLoop(
                () -> {
                    for (String name : List.of("first", "second", "third")) {
                        base.once(HOUR, note(name));
                    }
                    clock.advance(HOUR);
                    base.dispatch();
                });
        assertEquals(List.of("first", "second", "third"), trace);
    }

    @Test
    void a_timer_that_is_due_and_is_added_again_waits_for_its_new_time() {
        inLoop(
                () -> {
                    Event timer = Event.timeout(base, note("fired"));
                    base.once(HOUR, () -> timer.add(HOUR));
                    timer.add(HOUR);
                    clock.advance(HOUR);
                    round();
                    assertEquals(List.of(), trace);
                    assertTrue(timer.isPending());
                    clock.advance(HOUR);
                    base.dispatch();
                });
        assertEquals(List.of("fired"), trace);
    }

    @Test
    void a_persistent_timer_that_is_due_and_is_added_again_fires_once_at_its_new_time() {
        inLoop(
                () -> {
                    Event timer = Event.timeout(base, Event.PERSIST, note("fired"));
                    base.once(HOUR, () -> timer.add(HOUR.plusHours(1)));
                    timer.add(HOUR);
                    clock.advance(HOUR);
                    round();
                    clock.advance(HOUR);
                    round();
                    assertEquals(List.of(), trace);
                    clock.advance(HOUR);
                    round();
                });
        assertEquals(List.of("fired"), trace);
    }

    @Test
    void a_persistent_event_without_a_time_gets_none_by_being_active_for_one() {
        inLoop(
                () -> {
                    Event never = Event.timeout(base, Event.PERSIST, note("fired"));
                    never.active(Event.TIMEOUT);
                    Event withoutTime = Event.signal(base, Signal.USR1, note("fired"));
                    withoutTime.add(null);
                    withoutTime.active(Event.TIMEOUT);
                    Event deleted = Event.timeout(base, Event.PERSIST, note("fired"));
                    deleted.add(HOUR);
                    deleted.del();
                    deleted.active(Event.TIMEOUT);
                    Event again = Event.signal(base, Signal.USR2, note("fired"));
                    again.add(HOUR);
                    again.del();
                    again.add(null);
                    again.active(Event.TIMEOUT);
                    round();
                    assertEquals(4, trace.size());
                    clock.advance(HOUR.multipliedBy(2));
                    round();
                });
        assertEquals(4, trace.size());
    }

    @Test
    void an_event_that_is_active_for_another_reason_fires_although_it_gets_a_new_time() {
        inLoop(
                () -> {
                    Event timer = Event.timeout(base, note("fired"));
                    timer.active(Event.WRITE);
                    timer.add(HOUR);
                    round();
                    assertEquals(Event.WRITE, timer.result());
                });
        assertEquals(List.of("fired"), trace);
    }

    @Test
    void what_is_put_off_to_the_end_of_a_round_keeps_the_loop_going() {
        inLoop(
                () -> {
                    base.defer(
                            () -> {
                                trace.add("first");
                                base.loopBreak();
                            });
                    base.defer(note("second"));
                    base.dispatch();
                    assertEquals(List.of("first"), trace);
                    base.dispatch();
                });
        assertEquals(List.of("first", "second"), trace);
    }

    @Test
    void what_is_put_off_again_runs_once_in_a_round_of_many_channels() {
        inLoop(
                () -> {
                    for (int i = 0; i < 3; i++) {
                        Event.channel(base, pipes.open(), Event.READ, this::putOffTwice).add(null);
                    }
                    base.dispatch();
                });
        String round = "read read read once once once twice twice twice";
        assertEquals(List.of(round.split(" ")), trace);
    }

    /** As a client that answers each echo at once has its connection do. */
    private void putOffTwice() {
        trace.add("read");
        base.defer(
                () -> {
                    trace.add("once");
                    base.defer(note("twice"));
                });
    }

    @Test
    void a_timeout_replaces_an_earlier_reason_and_is_reported_with_a_signal() {
        inLoop(
                () -> {
                    Event timer = Event.timeout(base, () -> {});
                    timer.add(NOW);
                    timer.active(Event.WRITE);
                    round();
                    assertEquals(Event.TIMEOUT, timer.result());

                    Event caught = Event.signal(base, Signal.USR1, () -> {});
                    caught.add(HOUR);
                    clock.advance(HOUR);
                    Signals.raise(Signal.USR1);
                    round();
                    assertEquals(Event.SIGNAL | Event.TIMEOUT, caught.result());
                });
    }

    @Test
    void a_channel_that_is_ready_when_the_time_is_over_is_no_timeout() {
        for (int flags : new int[] {Event.READ, Event.READ | Event.PERSIST}) {
            trace.clear();
            inLoop(
                    () -> {
                        Event[] reading = new Event[1];
                        Runnable fired = () -> trace.add("" + reading[0].result());
                        reading[0] = Event.channel(base, pipes.open(), flags, fired);
                        reading[0].add(HOUR);
                        clock.advance(HOUR);
                        round();
                    });
            assertEquals(List.of("" + Event.READ), trace);
        }
    }

    @Test
    void an_active_event_that_is_deleted_does_not_fire() {
        inLoop(
                () -> {
                    Event never = Event.timeout(base, note("fired"));
                    never.active(Event.READ);
                    never.del();
                    Event due = Event.timeout(base, note("fired"));
                    base.once(NOW, due::del);
                    due.add(NOW);
                    round();
                    base.dispatch(); // nothing is left
                });
        assertEquals(List.of(), trace);
    }

    @Test
    void what_a_callback_makes_active_runs_in_the_same_round() {
        inLoop(
                () -> {
                    Event other = Event.timeout(base, note("other"));
                    base.once(
                            NOW,
                            () -> {
                                other.active(Event.READ);
                                base.defer(note("end of round"));
                            });
                    base.dispatch();
                });
        assertEquals(List.of("other", "end of round"), trace);
    }

    @Test
    void a_round_has_what_was_active_then_channels_then_timers_then_signals() {
        inLoop(
                () -> {
                    Event.signal(base, Signal.USR1, note("signal")).add(null);
                    base.once(HOUR, note("timer"));
                    clock.advance(HOUR);
                    Event.channel(base, pipes.open(), Event.READ, note("channel")).add(null);
                    Event.timeout(base, note("active")).active(Event.TIMEOUT);
                    Signals.raise(Signal.USR1);
                    round();
                });
        assertEquals(List.of("active", "channel", "timer", "signal"), trace);
    }

    @Test
    void a_channel_that_is_active_and_ready_fires_once_with_both_reasons() {
        inLoop(
                () -> {
                    Event[] reading = new Event[1];
                    Runnable fired = () -> trace.add("" + reading[0].result());
                    reading[0] = Event.channel(base, pipes.open(), Event.READ, fired);
                    reading[0].add(null);
                    reading[0].active(Event.TIMEOUT);
                    round();
                });
        assertEquals(List.of("" + (Event.READ | Event.TIMEOUT)), trace);
    }

    @Test
    void a_channel_without_persist_that_is_ready_at_its_deadline_fires_once() {
        inLoop(
                () -> {
                    Event.channel(base, pipes.open(), Event.READ, note("fired")).add(NOW);
                    base.dispatch();
                });
        assertEquals(List.of("fired"), trace);
    }

    @Test
    void a_break_leaves_a_ready_channel_for_the_next_dispatch() {
        inLoop(
                () -> {
                    for (int i = 0; i < 2; i++) {
                        Event.channel(
                                        base,
                                        pipes.open(),
                                        Event.READ,
                                        () -> {
                                            trace.add("read");
                                            base.loopBreak();
                                        })
                                .add(null);
                    }
                    base.dispatch();
                    assertEquals(List.of("read"), trace);
                    base.dispatch();
                });
        assertEquals(List.of("read", "read"), trace);
    }

    @Test
    void a_break_between_the_look_at_the_timers_and_the_wait_ends_the_loop() {
        inLoop(
                () -> {
                    base.once(HOUR, note("fired"));
                    clock.atNextLook(base::loopBreak);
                    base.dispatch();
                    assertTrue(base.gotBreak());
                });
        assertEquals(List.of(), trace);
    }

    @Test
    void a_wait_of_less_than_a_millisecond_is_no_busy_loop() {
        inLoop(
                () -> {
                    Poller poller = new SelectorPoller();
                    assertDoesNotThrow(poller::open);
                    long least = 999_999;
                    long start = System.nanoTime();
                    poller.await(Pthread.self(), least);
                    assertTrue(System.nanoTime() - start >= least);
                    poller.close();
                });
    }

    @Test
    void a_base_that_is_freed_at_the_end_of_a_round_says_so() {
        inLoop(
                () -> {
                    base.once(
                            NOW,
                            () -> {
                                base.defer(base::free);
                                base.defer(note("freed memory"));
                            });
                    base.once(HOUR, note("fired"));
                    assertEquals(
                            "the base was freed while it was dispatched",
                            assertThrows(IllegalStateException.class, base::dispatch).getMessage());
                });
        assertEquals(List.of(), trace);
    }

    @Test
    void a_base_that_is_freed_takes_no_event() {
        inLoop(
                () -> {
                    Event timer = Event.timeout(base, note("fired"));
                    timer.add(HOUR);
                    base.free();
                    for (Runnable use :
                            List.<Runnable>of(
                                    () -> timer.add(NOW),
                                    timer::del,
                                    timer::removeTimer,
                                    () -> timer.active(Event.READ),
                                    base::dispatch,
                                    base::loopBreak,
                                    base::useThreads)) {
                        assertThrows(IllegalStateException.class, use::run);
                    }
                });
    }

    @Test
    void a_flag_that_an_event_cannot_have_is_refused() {
        inLoop(
                () -> {
                    int edgeTriggered = 0x20; // EV_ET, which a selector does not have
                    for (int flag : new int[] {edgeTriggered, Event.SIGNAL, -1}) {
                        assertThrows(
                                IllegalArgumentException.class,
                                () ->
                                        Event.channel(
                                                base, pipes.open(), Event.READ | flag, () -> {}));
                    }
                    assertFalse(
                            Event.channel(base, pipes.open(), Event.READ | Event.TIMEOUT, () -> {})
                                    .isPending());
                });
    }
}
