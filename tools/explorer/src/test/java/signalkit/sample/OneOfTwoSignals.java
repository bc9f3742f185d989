package signalkit.sample;

import signalkit.explorer.Plan;
import signalkit.explorer.Scenario;
import signalkit.posix.Mutex;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.Signals;

/** TERM locks what main holds; USR1 does no harm wherever it arrives. */
public final class OneOfTwoSignals implements Scenario {
    private final Mutex mutex = new Mutex("jobs");
    private int counted;

    private void use() {
        mutex.lock();
        counted++;
        mutex.unlock();
    }

    @Override
    public void prepare(Plan plan) {
        Signals.sigaction(Signal.TERM, Sigaction.handler(signal -> use()));
        Signals.sigaction(Signal.USR1, Sigaction.handler(signal -> {}));
        plan.main(this::use);
        plan.signal(Signal.USR1);
        plan.signal(Signal.TERM);
    }
}
