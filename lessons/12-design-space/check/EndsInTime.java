package signalkit.lessons.designspace;

import java.time.Duration;
import signalkit.explorer.Plan;
import signalkit.posix.Pthread;

/** TERM is sent without a request, and the loop does not sleep on for long. */
public final class EndsInTime extends RequestScene {
    private static final Duration SOON = Duration.ofSeconds(1);

    private volatile long sent;
    private long late;

    @Override
    void scene(Plan plan) {
        plan.thread(
                "sender",
                () -> {
                    sent = now();
                    term();
                });
        plan.main(
                () -> {
                    serve();
                    late = now() - sent;
                });
        plan.atEnd("run returns within a second of TERM", () -> late <= SOON.toNanos());
    }

    /** The clock of this run, which advances when no thread can continue. */
    private static long now() {
        return Pthread.self().process().scheduler().nanoTime();
    }
}
