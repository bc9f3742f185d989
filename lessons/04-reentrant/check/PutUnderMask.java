package signalkit.lessons.reentrant;

import signalkit.explorer.Plan;
import signalkit.posix.How;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;

/** The same, and the caller of put blocks another signal, but not USR1. */
public final class PutUnderMask extends PutAndPut {
    @Override
    public void prepare(Plan plan) {
        Signals.sigmask(How.BLOCK, SignalSet.of(Signal.HUP));
        super.prepare(plan);
    }
}
