package signalkit.echo.unsafe;

import java.time.Duration;
import signalkit.event.EventBase;
import signalkit.explorer.Plan;
import signalkit.explorer.Scenario;
import signalkit.posix.How;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;

/** Signals that come together, too early, too late, or to the wrong thread. */
final class SignalScenarios {
    private static final SignalSet TERM = SignalSet.of(Signal.TERM);

    private SignalScenarios() {}

    /** INT and TERM arrive together on a server that does nothing (D14). */
    static final class NestedSignals extends QueueScenarios.OnQueue {
        @Override
        void arrange(Plan plan) {
            shutDownOn(Signal.INT);
            shutDownOn(Signal.TERM);
            plan.signal(Signal.INT);
            plan.signal(Signal.TERM);
        }
    }

    /** TERM arrives before the server has what its handler uses, or after it (D17). */
    static final class OutOfSeason implements Scenario {
        private EventBase acceptBase;

        @Override
        public void prepare(Plan plan) {
            Sigaction kill = Sigaction.handler(ignored -> acceptBase.loopExit(Duration.ZERO));
            Signals.sigaction(Signal.TERM, kill);
            plan.main(
                    () -> {
                        acceptBase = new EventBase("accept");
                        acceptBase.dispatch();
                        acceptBase = null;
                    });
            plan.signal(Signal.TERM);
        }
    }

    /** One thread of the server takes the signal that another one waits for. */
    static final class ForgottenMask extends QueueScenarios.OnQueue {
        @Override
        void arrange(Plan plan) {
            Signals.sigmask(How.BLOCK, TERM);
            plan.thread("waiter", this::awaitTerm);
            plan.thread("forgetful", () -> Signals.sigmask(How.UNBLOCK, TERM));
            plan.signal(Signal.TERM);
        }

        private void awaitTerm() {
            Signals.sigwait(TERM);
            queue.shutdown();
        }
    }

    /** Two threads wait for one signal; only one of them gets it. */
    static final class TwoWaiters extends QueueScenarios.OnQueue {
        @Override
        void arrange(Plan plan) {
            Signals.sigmask(How.BLOCK, TERM);
            plan.thread("waiter", this::awaitTerm);
            plan.thread("second waiter", this::awaitTerm);
            plan.signal(Signal.TERM);
        }

        private void awaitTerm() {
            Signals.sigwait(TERM);
            queue.shutdown();
        }
    }

    /** The whole design: main hands on a client, a worker serves, both signals have a handler. */
    static final class TwoRequests extends QueueScenarios.OnQueue {
        @Override
        void arrange(Plan plan) {
            shutDownOn(Signal.INT);
            shutDownOn(Signal.TERM);
            queue.init(1, journal);
            plan.main(() -> queue.add(job("job")));
            plan.signal(Signal.INT);
            plan.signal(Signal.TERM);
            plan.mayWait("worker-");
            plan.atEnd("the job that was accepted has run", () -> run.contains("job"));
        }
    }
}
