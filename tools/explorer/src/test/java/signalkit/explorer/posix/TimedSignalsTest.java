package signalkit.explorer.posix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import signalkit.explorer.Bounds;
import signalkit.explorer.Explorer;
import signalkit.explorer.FindingKind;
import signalkit.explorer.Plan;
import signalkit.explorer.Result;
import signalkit.explorer.Scenario;
import signalkit.explorer.ScenarioCode;
import signalkit.posix.How;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;
import signalkit.posix.ipc.Child;
import signalkit.posix.ipc.Sem;
import signalkit.posix.ipc.WaitStatus;
import signalkit.posix.time.Alarms;

/** Alarms and semaphores under the explorer: time is virtual, and an alarm comes anywhere. */
class TimedSignalsTest {
    private static Result explore(Class<? extends Scenario> type) {
        return Explorer.explore(ScenarioCode.of(type), Bounds.DEFAULT);
    }

    private static void assertFails(Class<? extends Scenario> type, FindingKind kind) {
        Result result = explore(type);
        assertTrue(result.failure().isPresent(), result::toString);
        assertEquals(kind, result.failure().get().finding().kind(), result::toString);
    }

    private static void assertProved(Class<? extends Scenario> type) {
        Result result = explore(type);
        assertTrue(result.isProof(), result::toString);
    }

    /** The alarm may come before the pause, and then the pause never ends. */
    static final class AlarmThenPause implements Scenario {
        @Override
        public void prepare(Plan plan) {
            Signals.sigaction(Signal.ALRM, Sigaction.handler(signal -> {}));
            plan.main(
                    () -> {
                        Alarms.alarm(1);
                        Signals.pause();
                    });
        }
    }

    static final class AlarmThenSigsuspend implements Scenario {
        @Override
        public void prepare(Plan plan) {
            Signals.sigaction(Signal.ALRM, Sigaction.handler(signal -> {}));
            Signals.sigmask(How.BLOCK, SignalSet.of(Signal.ALRM));
            plan.main(
                    () -> {
                        Alarms.alarm(1);
                        Signals.sigsuspend(SignalSet.EMPTY);
                    });
        }
    }

    static final class AlarmThatNobodyCatches implements Scenario {
        @Override
        public void prepare(Plan plan) {
            plan.main(
                    () -> {
                        Alarms.alarm(1);
                        Signals.sigpending();
                    });
        }
    }

    static final class PostInAHandler implements Scenario {
        private final Sem sem = new Sem("sem", 0);

        @Override
        public void prepare(Plan plan) {
            Signals.sigaction(
                    Signal.TERM,
                    Sigaction.handler(signal -> sem.post()).withFlags(Sigaction.Flag.RESTART));
            plan.main(sem::await);
            plan.signal(Signal.TERM);
        }
    }

    static final class NoPost implements Scenario {
        private final Sem sem = new Sem("sem", 0);

        @Override
        public void prepare(Plan plan) {
            plan.main(sem::await);
        }
    }

    /** Each handler waits for one child: of two that end at once, one stays a zombie. */
    static final class OneWaitPerSignal implements Scenario {
        private int reaped;

        @Override
        public void prepare(Plan plan) {
            Signals.sigaction(
                    Signal.CHLD,
                    Sigaction.handler(
                            signal -> {
                                if (Child.waitpid(Child.ANY, Child.WNOHANG) != null) {
                                    reaped++;
                                }
                            }));
            SignalSet chld = SignalSet.of(Signal.CHLD);
            Signals.sigmask(How.BLOCK, chld);
            plan.main(
                    () -> {
                        Child.fork("a", () -> WaitStatus.exited(1));
                        Child.fork("b", () -> WaitStatus.exited(2));
                        while (reaped < 2) {
                            Signals.sigsuspend(SignalSet.EMPTY);
                        }
                    });
        }
    }

    /** Each handler waits for all that have ended. */
    static final class AllWaitsPerSignal implements Scenario {
        private int reaped;

        @Override
        public void prepare(Plan plan) {
            Signals.sigaction(
                    Signal.CHLD,
                    Sigaction.handler(
                            signal -> {
                                while (reaped < 2
                                        && Child.waitpid(Child.ANY, Child.WNOHANG) != null) {
                                    reaped++;
                                }
                            }));
            SignalSet chld = SignalSet.of(Signal.CHLD);
            Signals.sigmask(How.BLOCK, chld);
            plan.main(
                    () -> {
                        Child.fork("a", () -> WaitStatus.exited(1));
                        Child.fork("b", () -> WaitStatus.exited(2));
                        while (reaped < 2) {
                            Signals.sigsuspend(SignalSet.EMPTY);
                        }
                    });
        }
    }

    @Test
    void one_wait_for_each_signal_loses_a_child() {
        assertFails(OneWaitPerSignal.class, FindingKind.LOST_WAKE_UP);
    }

    @Test
    void a_loop_of_waits_loses_none() {
        assertProved(AllWaitsPerSignal.class);
    }

    @Test
    void alarm_before_the_pause_is_a_lost_wake_up() {
        assertFails(AlarmThenPause.class, FindingKind.LOST_WAKE_UP);
    }

    @Test
    void alarm_that_is_blocked_until_sigsuspend_is_not_lost() {
        assertProved(AlarmThenSigsuspend.class);
    }

    @Test
    void alarm_that_nobody_catches_may_end_the_process() {
        assertFails(AlarmThatNobodyCatches.class, FindingKind.ENDED_BY_SIGNAL);
    }

    @Test
    void post_in_a_handler_wakes_wherever_the_signal_arrives() {
        assertProved(PostInAHandler.class);
    }

    @Test
    void wait_that_nobody_posts_is_a_lost_wake_up() {
        assertFails(NoPost.class, FindingKind.LOST_WAKE_UP);
    }
}
