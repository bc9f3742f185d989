package signalkit.sample;

import signalkit.explorer.Plan;
import signalkit.explorer.Scenario;
import signalkit.posix.How;
import signalkit.posix.Mutex;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;

/** The lock of {@link SelfDeadlock}, taken while TERM is blocked. */
final class Masked implements Scenario {
    private static final SignalSet TERM = SignalSet.of(Signal.TERM);

    private final Mutex mutex = new Mutex("jobs");
    private int jobs;

    @Override
    public void prepare(Plan plan) {
        Signals.sigaction(Signal.TERM, Sigaction.handler(signal -> add()));
        Signals.sigmask(How.BLOCK, TERM);
        plan.main(
                () -> {
                    add();
                    Signals.sigmask(How.UNBLOCK, TERM);
                });
        plan.signal(Signal.TERM);
        plan.atEnd("both have counted", () -> jobs == 2);
    }

    private void add() {
        mutex.lock();
        jobs++;
        mutex.unlock();
    }
}
