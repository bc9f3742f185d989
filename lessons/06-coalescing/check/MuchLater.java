package signalkit.lessons.coalescing;

import java.time.Duration;
import signalkit.explorer.Plan;
import signalkit.posix.Signal;
import signalkit.posix.Signals;

/** TERM arrives, and years later INT and TERM: time alone makes no later signal the first one. */
public final class MuchLater extends Shutdowns {
    private static final Duration YEARS = Duration.ofDays(10_000);

    @Override
    void signals(Plan plan) {
        plan.main(
                () -> {
                    Signals.raise(Signal.TERM);
                    Signals.nanosleep(YEARS);
                    Signals.raise(Signal.INT);
                    Signals.raise(Signal.TERM);
                });
    }
}
