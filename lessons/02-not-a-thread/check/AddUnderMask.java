package signalkit.lessons.notathread;

import signalkit.explorer.Plan;
import signalkit.posix.How;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;

/** The same, and the caller of add blocks another signal, but not TERM. */
public final class AddUnderMask extends AddAndTakeAll {
    @Override
    public void prepare(Plan plan) {
        Signals.sigmask(How.BLOCK, SignalSet.of(Signal.HUP));
        super.prepare(plan);
    }
}
