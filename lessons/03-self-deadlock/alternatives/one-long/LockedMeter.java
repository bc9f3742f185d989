package lesson;

import java.util.concurrent.atomic.AtomicLong;
import signalkit.lessons.selfdeadlock.Meter;
import signalkit.posix.Signal;

/** Counts events in the high half of a word and bytes in the low half, so one step changes both. */
public final class LockedMeter implements Meter {
    private static final long ONE_EVENT = 1L << 32;

    private final AtomicLong totals = new AtomicLong();
    private volatile String noted;

    @Override
    public void count(int more) {
        totals.addAndGet(ONE_EVENT + more);
    }

    @Override
    public void onSignal(Signal signal) {
        long now = totals.get();
        noted = (now >> 32) + "/" + (int) now;
    }

    @Override
    public String noted() {
        return noted;
    }
}
