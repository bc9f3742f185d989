package signalkit.echo.unsafe;

import java.time.Duration;
import signalkit.event.Event;
import signalkit.event.EventBase;
import signalkit.explorer.Plan;
import signalkit.explorer.Scenario;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.Signals;

/** The accept loop and what ends it. */
final class LoopScenarios {
    private LoopScenarios() {}

    /** TERM is taken by a worker while the loop sleeps: nobody wakes it (D10). */
    static final class SleepingLoop implements Scenario {
        private final EventBase acceptBase = new EventBase("accept");

        @Override
        public void prepare(Plan plan) {
            // Something that the loop waits for and that never comes, as a listener would be.
            Event.signal(acceptBase, Signal.USR1, () -> {}).add(null);
            Sigaction kill = Sigaction.handler(ignored -> acceptBase.loopExit(Duration.ZERO));
            Signals.sigaction(Signal.TERM, kill);
            plan.main(acceptBase::dispatch);
            plan.thread("worker", Signals::pause);
            plan.mayWait("worker");
            plan.signal(Signal.TERM);
        }
    }

    /** TERM arrives while the server tears its loop down (D9). */
    static final class FreedLoop implements Scenario {
        private final EventBase acceptBase = new EventBase("accept");

        @Override
        public void prepare(Plan plan) {
            Sigaction kill = Sigaction.handler(ignored -> acceptBase.loopExit(Duration.ZERO));
            Signals.sigaction(Signal.TERM, kill);
            plan.main(
                    () -> {
                        acceptBase.dispatch();
                        acceptBase.free();
                    });
            plan.signal(Signal.TERM);
        }
    }
}
