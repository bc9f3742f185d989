package signalkit.explorer.posix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import signalkit.explorer.Bounds;
import signalkit.explorer.Explored;
import signalkit.explorer.Explorer;
import signalkit.explorer.FindingKind;
import signalkit.explorer.Plan;
import signalkit.explorer.Result;
import signalkit.explorer.Scenario;
import signalkit.explorer.ScenarioCode;
import signalkit.posix.How;
import signalkit.posix.Pipe;
import signalkit.posix.Poll;
import signalkit.posix.PosixException;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;
import signalkit.posix.ipc.SignalFd;

/** The race between a look at a flag and the wait after it, and its three cures. */
class PollRaceTest {
    private static final SignalSet TERM = SignalSet.of(Signal.TERM);

    /** TERM may come after the look and before the wait, and then nothing ends the wait. */
    static final class FlagThenPoll implements Scenario {
        private final Pipe input = new Pipe();
        private volatile boolean stop;

        @Override
        public void prepare(Plan plan) {
            Signals.sigaction(Signal.TERM, Sigaction.handler(signal -> stop = true));
            plan.main(
                    () -> {
                        while (!stop) {
                            try {
                                Poll.poll(List.of(input), Poll.FOREVER);
                            } catch (PosixException interrupted) {
                                // EINTR: the flag is looked at again.
                            }
                        }
                    });
            plan.signal(Signal.TERM);
        }
    }

    static final class SelfPipe implements Scenario {
        private final Pipe input = new Pipe();
        private final Pipe wakeUps = new Pipe();

        @Override
        public void prepare(Plan plan) {
            Signals.sigaction(Signal.TERM, Sigaction.handler(signal -> wakeUps.write((byte) 1)));
            plan.main(
                    () -> {
                        while (wakeUps.poll() == null) {
                            try {
                                Poll.poll(List.of(input, wakeUps), Poll.FOREVER);
                            } catch (PosixException interrupted) {
                                // EINTR: the byte of the handler is there.
                            }
                        }
                    });
            plan.signal(Signal.TERM);
        }
    }

    static final class Ppoll implements Scenario {
        private final Pipe input = new Pipe();
        private volatile boolean stop;

        @Override
        public void prepare(Plan plan) {
            Signals.sigaction(Signal.TERM, Sigaction.handler(signal -> stop = true));
            Signals.sigmask(How.BLOCK, TERM);
            plan.main(
                    () -> {
                        while (!stop) {
                            try {
                                Poll.ppoll(List.of(input), Poll.FOREVER, SignalSet.EMPTY);
                            } catch (PosixException interrupted) {
                                // EINTR: the handler has set the flag.
                            }
                        }
                    });
            plan.signal(Signal.TERM);
        }
    }

    static final class ReadsSignals implements Scenario {
        private final Pipe input = new Pipe();

        @Override
        public void prepare(Plan plan) {
            Signals.sigmask(How.BLOCK, TERM);
            SignalFd signals = new SignalFd(TERM);
            plan.main(
                    () -> {
                        while (signals.poll() == null) {
                            Poll.poll(List.of(input, signals), Poll.FOREVER);
                        }
                    });
            plan.signal(Signal.TERM);
        }
    }

    /** Ends in what came first: bytes of two pipes, or the handler. */
    static final class WhoIsFirst implements Scenario {
        private final Pipe one = new Pipe();
        private final Pipe two = new Pipe();
        private volatile String end = "";

        @Override
        public void prepare(Plan plan) {
            Signals.sigmask(How.BLOCK, TERM);
            Signals.sigaction(Signal.TERM, Sigaction.handler(signal -> {}));
            plan.main(
                    () -> {
                        try {
                            end =
                                    Poll.ppoll(List.of(one, two), Poll.FOREVER, SignalSet.EMPTY)
                                                    .contains(two)
                                            ? "two"
                                            : "one alone";
                        } catch (PosixException interrupted) {
                            end = "handler";
                        }
                    });
            plan.thread(
                    "writer",
                    () -> {
                        one.write((byte) 1);
                        two.write((byte) 1);
                    });
            plan.signal(Signal.TERM);
            plan.show("end", () -> end);
        }
    }

    @Test
    void signal_between_the_look_and_the_poll_is_lost() {
        Explored.assertFails(FlagThenPoll.class, FindingKind.LOST_WAKE_UP);
    }

    @Test
    void self_pipe_ppoll_and_signalfd_lose_none() {
        Explored.assertProved(SelfPipe.class);
        Explored.assertProved(Ppoll.class);
        Explored.assertProved(ReadsSignals.class);
    }

    @Test
    void whatever_comes_first_ends_the_wait() {
        ScenarioCode code = ScenarioCode.of(WhoIsFirst.class);
        Bounds bounds = Bounds.DEFAULT.withWorkers(1).withoutSpuriousWakeUps();
        Result reduced = Explorer.explore(code, bounds, Set.of(), ignored -> {});
        Result plain = Explorer.explore(code, bounds.unreduced(), Set.of(), ignored -> {});
        assertEquals(Set.of("end=handler", "end=one alone", "end=two"), plain.outcomes());
        assertEquals(plain.outcomes(), reduced.outcomes());
        assertTrue(plain.cut().isEmpty() && reduced.cut().isEmpty());
    }
}
