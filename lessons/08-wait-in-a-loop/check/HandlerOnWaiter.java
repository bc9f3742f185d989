package signalkit.lessons.waitinloop;

import signalkit.explorer.Plan;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.Signals;

/** A handler runs on a thread that reserves, also while it waits, and no byte gets lost. */
public final class HandlerOnWaiter extends Reservations {
    @Override
    void threads(Plan plan) {
        Signals.sigaction(Signal.USR1, Sigaction.handler(signal -> {}));
        plan.thread("waiter", () -> use(1));
        plan.main(
                () -> {
                    give(1);
                    use(1);
                });
        plan.signal(Signal.USR1, "waiter");
    }
}
