package signalkit.echo.safe;

import signalkit.event.EventBase;
import signalkit.explorer.Plan;
import signalkit.explorer.Scenario;
import signalkit.posix.How;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;

/** Signals that come together, too early, too late, or to the wrong thread. */
final class SignalScenarios {
    private static final SignalSet TERM = SignalSet.of(Signal.TERM);

    private SignalScenarios() {}

    /** INT and TERM arrive together on a server that does nothing. */
    static final class NestedSignals extends QueueScenarios.OnQueue {
        @Override
        void arrange(Plan plan) {
            shutDownOn(plan, Signal.INT, Signal.TERM);
            plan.signal(Signal.INT);
            plan.signal(Signal.TERM);
        }
    }

    /** TERM arrives before the server has what its waiter uses, or after it. */
    static final class OutOfSeason implements Scenario {
        private EventBase acceptBase;

        @Override
        public void prepare(Plan plan) {
            Signals.sigmask(How.BLOCK, TERM);
            plan.main(
                    () -> {
                        acceptBase = new EventBase("accept");
                        acceptBase.useThreads();
                        acceptBase.dispatch();
                        acceptBase = null;
                    });
            plan.signal(Signal.TERM);
        }
    }

    /** Every thread of the server has the mask of the one that made it. */
    static final class ForgottenMask extends QueueScenarios.OnQueue {
        @Override
        void arrange(Plan plan) {
            Signals.sigmask(How.BLOCK, TERM);
            plan.thread("waiter", this::awaitTerm);
            plan.thread("mindful", () -> Signals.sigmask(How.BLOCK, TERM));
            plan.signal(Signal.TERM);
        }

        private void awaitTerm() {
            Signals.sigwait(TERM);
            queue.drain();
        }
    }

    /** One thread waits for the signal, and tells the other one. */
    static final class TwoWaiters extends QueueScenarios.OnQueue {
        @Override
        void arrange(Plan plan) {
            Signals.sigmask(How.BLOCK, TERM);
            queue.init(1, journal);
            plan.thread("waiter", this::awaitTerm);
            plan.signal(Signal.TERM);
        }

        private void awaitTerm() {
            Signals.sigwait(TERM);
            queue.drain();
        }
    }

    /**
     * The whole design: main hands on a client, a worker serves, the waiter drains, then forces.
     */
    static final class TwoRequests extends QueueScenarios.OnQueue {
        private static final SignalSet HANDLED = SignalSet.of(Signal.INT, Signal.TERM);

        private boolean accepted;

        @Override
        void arrange(Plan plan) {
            Signals.sigmask(How.BLOCK, HANDLED);
            queue.init(1, journal);
            plan.thread("signal waiter", this::awaitSignals);
            plan.main(
                    () -> {
                        accepted = queue.add(job("job"));
                        queue.join();
                    });
            plan.signal(Signal.INT);
            plan.signal(Signal.TERM);
            plan.atEnd("every job that was accepted has run", () -> run.size() == 1 == accepted);
        }

        private void awaitSignals() {
            Signal first = Signals.sigwait(HANDLED);
            queue.drain();
            Signals.sigwait(HANDLED.without(first));
            queue.abort();
        }
    }
}
