package signalkit.lessons.waitinloop;

import signalkit.explorer.Plan;
import signalkit.posix.How;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;

/** A thread that has blocked signals waits, and finds its signals as they were. */
public final class CallersSignals extends Reservations {
    private static final SignalSet BLOCKED =
            SignalSet.of(Signal.USR1, Signal.USR2, Signal.INT, Signal.TERM);

    private Sigaction after;
    private SignalSet mask;

    @Override
    void threads(Plan plan) {
        Sigaction before = Sigaction.handler(signal -> {});
        Signals.sigaction(Signal.USR1, before);
        plan.thread(
                "waiter",
                () -> {
                    Signals.sigmask(How.SETMASK, BLOCKED);
                    use(1);
                    mask = Signals.sigmask();
                    after = Signals.sigaction(Signal.USR1);
                });
        plan.main(
                () -> {
                    sleep(1);
                    give(1);
                });
        plan.atEnd("a thread's signal mask is what it was", () -> BLOCKED.equals(mask));
        plan.atEnd("the action of USR1 is what it was", () -> before.equals(after));
    }
}
