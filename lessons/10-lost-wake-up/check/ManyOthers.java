package signalkit.lessons.lostwakeup;

import signalkit.explorer.Plan;
import signalkit.posix.Pthread;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.Signals;

/** USR1 ends many sleeps, one after the other, before TERM arrives. */
public final class ManyOthers extends Waits {
    private final int others = beyond(20, 1_000);

    private volatile boolean isSent;
    private boolean isEarly;

    @Override
    void signals() {
        Signals.sigaction(Signal.USR1, Sigaction.handler(signal -> {}));
    }

    @Override
    void arrivals(Plan plan) {
        Pthread waiter = Pthread.self();
        plan.thread(
                "sender",
                () -> {
                    for (int i = 0; i < others; i++) {
                        sleep();
                        Signals.pthreadKill(waiter, Signal.USR1);
                    }
                    sleep();
                    isSent = true;
                    Signals.pthreadKill(waiter, Signal.TERM);
                });
        plan.atEnd("no number of other signals ends the wait", () -> !isEarly);
    }

    @Override
    void end() {
        isEarly = !isSent;
    }

    /** Lets the main thread continue until it waits. */
    private static void sleep() {
        try {
            Thread.sleep(1);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
