package signalkit.sample;

import signalkit.explorer.Plan;
import signalkit.explorer.Scenario;
import signalkit.posix.Mutex;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.Signals;

/** A lock that the handler of TERM takes, too. */
final class SelfDeadlock implements Scenario {
    private final Mutex mutex = new Mutex("jobs");
    private int jobs;

    @Override
    public void prepare(Plan plan) {
        Signals.sigaction(Signal.TERM, Sigaction.handler(signal -> add()));
        plan.main(this::add);
        plan.signal(Signal.TERM);
        plan.show("queue", () -> jobs);
    }

    private void add() {
        mutex.lock();
        jobs++;
        mutex.unlock();
    }
}
