package signalkit.lessons.lostwakeup;

import signalkit.explorer.Plan;
import signalkit.posix.How;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;

/** USR1 was blocked before install and USR2 after it; both are pending, and stay so. */
public final class BlockedByCaller extends Waits {
    private volatile boolean isWaiting;
    private volatile boolean isIntrusive;

    @Override
    void signals() {
        Sigaction action = Sigaction.handler(signal -> isIntrusive |= isWaiting);
        Signals.sigaction(Signal.USR1, action);
        Signals.sigaction(Signal.USR2, action);
        Signals.sigmask(How.BLOCK, SignalSet.of(Signal.USR1));
    }

    @Override
    void arrivals(Plan plan) {
        plan.signal(Signal.TERM);
        plan.atEnd("a signal that the caller has blocked stays blocked", () -> !isIntrusive);
    }

    @Override
    void begin() {
        Signals.sigmask(How.BLOCK, SignalSet.of(Signal.USR2));
        Signals.raise(Signal.USR1);
        Signals.raise(Signal.USR2);
        isWaiting = true;
    }

    @Override
    void end() {
        isWaiting = false;
    }
}
