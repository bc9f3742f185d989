package signalkit.lessons.coalescing;

import signalkit.explorer.Plan;
import signalkit.posix.How;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;

/** The caller of install has blocked INT and USR1, and both are pending when TERM arrives. */
public final class CallerBlocks extends Shutdowns {
    @Override
    void before() {
        Signals.sigaction(Signal.USR1, Sigaction.handler(signal -> {}));
        Signals.sigmask(How.BLOCK, SignalSet.of(Signal.INT, Signal.USR1));
        Signals.raise(Signal.USR1);
    }

    @Override
    void signals(Plan plan) {
        plan.main(
                () -> {
                    Signals.raise(Signal.INT);
                    Signals.raise(Signal.TERM);
                });
    }
}
