package signalkit.lessons.selfdeadlock;

import signalkit.explorer.Plan;
import signalkit.posix.How;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;

/** The same, and the caller of count blocks another signal, but not USR1. */
public final class CountUnderMask extends CountAndNote {
    @Override
    public void prepare(Plan plan) {
        Signals.sigmask(How.BLOCK, SignalSet.of(Signal.HUP));
        super.prepare(plan);
    }
}
