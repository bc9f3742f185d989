package signalkit.lessons.lostwakeup;

import signalkit.explorer.Plan;
import signalkit.posix.Pthread;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.Signals;
import signalkit.posix.ipc.Sem;

/**
 * USR1 arrives first and is handled, TERM arrives later, and only that ends the wait.
 *
 * <p>The handler of USR1 was installed without SA_RESTART, as most are.
 */
public final class OtherSignal extends Waits {
    private final Sem begun = new Sem("begun", 0);
    private final Sem handled = new Sem("handled", 0);
    private Pthread waiter;
    private volatile boolean isSent;
    private volatile boolean isEarly;

    @Override
    void signals() {
        Signals.sigaction(Signal.USR1, Sigaction.handler(signal -> handled.post()));
    }

    @Override
    void arrivals(Plan plan) {
        plan.thread("sender", this::send);
        plan.atEnd("the wait ends after TERM was sent, and not before", () -> !isEarly);
    }

    @Override
    void begin() {
        waiter = Pthread.self();
        begun.post();
    }

    @Override
    void end() {
        isEarly = !isSent;
    }

    private void send() {
        begun.await();
        Signals.pthreadKill(waiter, Signal.USR1);
        handled.await();
        isSent = true;
        Signals.pthreadKill(waiter, Signal.TERM);
    }
}
