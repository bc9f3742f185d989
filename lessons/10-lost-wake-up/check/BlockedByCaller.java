package signalkit.lessons.lostwakeup;

import signalkit.explorer.Plan;
import signalkit.posix.How;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;

/** The caller has blocked USR1, which is pending, and it stays so until the wait is over. */
public final class BlockedByCaller extends Waits {
    private volatile boolean isWaiting;
    private volatile boolean isIntrusive;

    @Override
    void signals() {
        Sigaction action = Sigaction.handler(signal -> isIntrusive |= isWaiting);
        Signals.sigaction(Signal.USR1, action.withFlags(Sigaction.Flag.RESTART));
        Signals.sigmask(How.BLOCK, SignalSet.of(Signal.USR1));
    }

    @Override
    void arrivals(Plan plan) {
        plan.signal(Signal.TERM);
        plan.atEnd("a signal that the caller has blocked stays blocked", () -> !isIntrusive);
    }

    @Override
    void begin() {
        Signals.raise(Signal.USR1);
        isWaiting = true;
    }

    @Override
    void end() {
        isWaiting = false;
    }
}
