package signalkit.lessons.lostwakeup;

import java.time.Duration;
import signalkit.explorer.Plan;
import signalkit.posix.Pthread;
import signalkit.posix.Signal;
import signalkit.posix.Signals;

/** TERM arrives at any moment, and the wait ends soon after it. */
public final class InTime extends Waits {
    private static final Duration SOON = Duration.ofSeconds(1);

    private volatile long sent;
    private long late;

    @Override
    void arrivals(Plan plan) {
        Pthread waiter = Pthread.self();
        plan.thread(
                "sender",
                () -> {
                    sent = now();
                    Signals.pthreadKill(waiter, Signal.TERM);
                });
        plan.atEnd("the wait ends within a second of TERM", () -> late <= SOON.toNanos());
    }

    @Override
    void end() {
        late = now() - sent;
    }

    /** The clock of this run, which advances when no thread can continue. */
    private static long now() {
        return Pthread.self().process().scheduler().nanoTime();
    }
}
