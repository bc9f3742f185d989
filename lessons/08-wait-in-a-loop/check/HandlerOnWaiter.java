package signalkit.lessons.waitinloop;

import signalkit.explorer.Plan;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.Signals;

/** A handler runs on top of the thread that reserves, also while it waits. */
public final class HandlerOnWaiter extends Reservations {
    @Override
    void threads(Plan plan) {
        Signals.sigaction(Signal.USR1, Sigaction.handler(signal -> {}));
        plan.thread("waiter", () -> use(1));
        plan.main(() -> give(1));
        plan.signal(Signal.USR1, "waiter");
    }
}
