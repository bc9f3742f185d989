package signalkit.event;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import signalkit.posix.PosixProcess;
import signalkit.posix.Pthread;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.Signals;

/** Signal events: several of one signal, the actions that they replace, and other threads. */
@Timeout(60)
class SignalEventsTest {
    private static final Duration NOW = Duration.ZERO;
    private static final int ROUNDS = 200;

    private final List<String> trace = new ArrayList<>();
    private EventBase base;

    private void inLoop(Runnable main) {
        TestLoop.run(
                new PosixProcess("test"),
                made -> {
                    base = made;
                    main.run();
                });
    }

    private Event event(String name) {
        return Event.signal(base, Signal.USR1, () -> trace.add(name));
    }

    private void raiseInRound() {
        Signals.raise(Signal.USR1);
        base.loopExit(NOW);
        base.dispatch();
    }

    @Test
    void two_events_of_one_signal_both_fire_and_the_last_puts_the_action_back() {
        inLoop(
                () -> {
                    Sigaction before = Sigaction.handler(signal -> trace.add("before"));
                    Signals.sigaction(Signal.USR1, before);
                    Event first = event("first");
                    Event second = event("second");
                    first.add(null);
                    second.add(null);
                    raiseInRound();
                    assertEquals(Event.SIGNAL, first.result());
                    first.del();
                    raiseInRound();
                    second.del();
                    assertEquals(before, Signals.sigaction(Signal.USR1));
                    Signals.raise(Signal.USR1);
                });
        assertEquals(List.of("second", "first", "second", "before"), trace);
    }

    @Test
    void a_signal_that_was_caught_before_its_event_was_deleted_calls_nobody() {
        inLoop(
                () -> {
                    Event caught = event("caught");
                    caught.add(null);
                    Signals.raise(Signal.USR1);
                    caught.del();
                    base.loopExit(NOW);
                    base.dispatch();
                });
        assertEquals(List.of(), trace);
    }

    @Test
    void freeing_the_base_puts_the_action_back() {
        inLoop(
                () -> {
                    event("fired").add(null);
                    base.free();
                    assertEquals(Sigaction.DEFAULT, Signals.sigaction(Signal.USR1));
                });
    }

    @Test
    void with_threads_no_event_is_lost_while_signals_arrive() {
        for (int round = 0; round < ROUNDS; round++) {
            inLoop(SignalEventsTest.this::activateBesideSignals);
        }
    }

    private void activateBesideSignals() {
        int count = 50;
        List<Event> fired = new ArrayList<>();
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int index = i;
            events.add(Event.timeout(base, () -> fired.add(events.get(index))));
        }
        base.useThreads();
        event("caught").add(null);
        Pthread main = Pthread.self();
        Pthread other =
                Pthread.create(
                        "other",
                        () -> {
                            for (Event event : events) {
                                Signals.pthreadKill(main, Signal.USR1);
                                event.active(Event.READ);
                            }
                            base.loopExit(NOW);
                        });
        base.dispatch();
        other.join();
        assertEquals(events, fired);
        base.free();
    }
}
