package signalkit.echo.safe;

import java.time.Duration;
import signalkit.event.Event;
import signalkit.event.EventBase;
import signalkit.explorer.Plan;
import signalkit.explorer.Scenario;
import signalkit.posix.How;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;

/** The accept loop and what ends it. */
final class LoopScenarios {
    private static final SignalSet TERM = SignalSet.of(Signal.TERM);

    private LoopScenarios() {}

    /** TERM comes while the loop sleeps: the waiter wakes it. */
    static final class SleepingLoop implements Scenario {
        private final EventBase acceptBase = new EventBase("accept");

        @Override
        public void prepare(Plan plan) {
            Signals.sigmask(How.BLOCK, TERM);
            acceptBase.useThreads();
            // Something that the loop waits for and that never comes, as a listener would be.
            Event.signal(acceptBase, Signal.USR1, () -> {}).add(null);
            plan.main(acceptBase::dispatch);
            plan.thread("signal waiter", this::awaitTerm);
            plan.signal(Signal.TERM);
        }

        private void awaitTerm() {
            Signals.sigwait(TERM);
            acceptBase.once(Duration.ZERO, () -> acceptBase.loopExit(Duration.ZERO));
        }
    }

    /** The loop is torn down only after the waiter is done with it. */
    static final class FreedLoop implements Scenario {
        private final EventBase acceptBase = new EventBase("accept");

        @Override
        public void prepare(Plan plan) {
            Signals.sigmask(How.BLOCK, TERM);
            acceptBase.useThreads();
            Event.signal(acceptBase, Signal.USR1, () -> {}).add(null);
            plan.main(
                    () -> {
                        acceptBase.dispatch();
                        acceptBase.free();
                    });
            plan.thread("signal waiter", this::awaitTerm);
            plan.signal(Signal.TERM);
        }

        private void awaitTerm() {
            Signals.sigwait(TERM);
            acceptBase.once(Duration.ZERO, () -> acceptBase.loopExit(Duration.ZERO));
        }
    }
}
