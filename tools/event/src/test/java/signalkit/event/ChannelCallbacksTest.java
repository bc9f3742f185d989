package signalkit.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import signalkit.posix.PosixProcess;

/** When output that went out is reported, and what becomes of an exception. */
@Timeout(30)
class ChannelCallbacksTest {
    private static final Duration NOW = Duration.ZERO;

    private final List<String> trace = new ArrayList<>();
    private EventBase base;

    /** A channel without a socket; its steps leave their names. */
    private final class Channel extends ChannelCallbacks {
        private final Event reading = Event.timeout(base, () -> onReady(Event.READ));
        private final Event writing = Event.timeout(base, () -> onReady(Event.WRITE));
        private Runnable onReadable = this::written;
        private Runnable onWrite = () -> {};

        Channel() {
            this(new Runnable[1]);
        }

        private Channel(Runnable[] later) {
            super(base, () -> later[0].run());
            later[0] = this::report;
        }

        @Override
        void readable() {
            trace.add("readable");
            onReadable.run();
        }

        @Override
        boolean isOutputLow() {
            return true;
        }

        @Override
        void writable() {
            trace.add("writable");
            written();
        }

        private void writeAndThrow() {
            written();
            throw new IllegalStateException("broken");
        }

        private void report() {
            trace.add("onWrite");
            onWrite.run();
        }
    }

    private void inLoop(Runnable main) {
        TestLoop.run(
                new PosixProcess("test"),
                made -> {
                    base = made;
                    main.run();
                });
    }

    /** Goes round the loop once, and then says so. */
    private void round() {
        base.loopExit(NOW);
        base.dispatch();
        trace.add("|");
    }

    private void assertTrace(String expected) {
        assertEquals(expected, String.join(" ", trace));
    }

    @Test
    void what_goes_out_in_an_event_is_reported_after_it() {
        inLoop(
                () -> {
                    Channel channel = new Channel();
                    channel.reading.active(Event.READ);
                    channel.writing.active(Event.WRITE);
                    round();
                    round();
                });
        assertTrace("readable onWrite writable onWrite | |");
    }

    @Test
    void what_goes_out_outside_of_an_event_is_reported_once_at_the_end_of_the_round() {
        inLoop(
                () -> {
                    Channel channel = new Channel();
                    base.once(NOW, channel::written);
                    base.once(NOW, channel::written);
                    base.once(NOW, () -> trace.add("other"));
                    round();
                    round();
                });
        assertTrace("other onWrite | |");
    }

    @Test
    void an_event_of_the_same_round_reports_for_both() {
        inLoop(
                () -> {
                    Channel channel = new Channel();
                    base.once(NOW, channel::written);
                    channel.reading.add(NOW);
                    round();
                    round();
                });
        assertTrace("readable onWrite | |");
    }

    @Test
    void what_a_report_sends_is_reported_once_in_the_round_also_with_many_channels() {
        inLoop(
                () -> {
                    for (int i = 0; i < 3; i++) {
                        Channel channel = new Channel();
                        channel.onWrite = channel::written;
                        channel.reading.active(Event.READ);
                    }
                    round();
                });
        String each = "readable onWrite ";
        assertTrace(each + each + each + "onWrite onWrite onWrite |");
    }

    @Test
    void a_break_leaves_the_report_for_the_next_dispatch() {
        inLoop(
                () -> {
                    Channel channel = new Channel();
                    channel.onReadable =
                            () -> {
                                channel.written();
                                base.loopBreak();
                            };
                    channel.reading.active(Event.READ);
                    round();
                    round();
                });
        assertTrace("readable | onWrite |");
    }

    @Test
    void what_was_forgotten_is_not_reported() {
        inLoop(
                () -> {
                    Channel channel = new Channel();
                    channel.onReadable =
                            () -> {
                                channel.written();
                                channel.forgetWritten();
                            };
                    channel.reading.active(Event.READ);
                    round();
                    channel.written();
                    channel.forgetWritten();
                    round();
                });
        assertTrace("readable | |");
    }

    @Test
    void an_exception_is_told_and_what_went_out_before_it_is_reported() {
        inLoop(
                () -> {
                    Channel channel = new Channel();
                    channel.onFailure(e -> trace.add(e.getMessage()));
                    channel.onReadable = channel::writeAndThrow;
                    channel.reading.active(Event.READ);
                    round();
                    channel.onWrite =
                            () -> {
                                throw new IllegalStateException("twice");
                            };
                    channel.written();
                    round();
                    channel.writing.active(Event.WRITE);
                    round();
                    round();
                });
        assertTrace("readable broken onWrite | onWrite twice | writable onWrite twice | |");
    }

    @Test
    void without_a_handler_an_exception_leaves_the_dispatch_and_the_report_comes_in_the_next() {
        inLoop(
                () -> {
                    Channel channel = new Channel();
                    channel.onReadable = channel::writeAndThrow;
                    channel.reading.active(Event.READ);
                    assertEquals(
                            "broken",
                            assertThrows(IllegalStateException.class, base::dispatch).getMessage());
                    round();
                });
        assertTrace("readable onWrite |");
    }
}
