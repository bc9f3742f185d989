package signalkit.lessons.coalescing;

import signalkit.explorer.Plan;
import signalkit.posix.Signal;
import signalkit.posix.Signals;

/** INT and TERM arrive one after the other, long after the shutdown. */
public final class OneByOne extends Shutdowns {
    @Override
    void signals(Plan plan) {
        plan.main(
                () -> {
                    Signals.raise(Signal.INT);
                    Signals.raise(Signal.TERM);
                    Signals.raise(Signal.TERM);
                    Signals.raise(Signal.INT);
                });
    }
}
