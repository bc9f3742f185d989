package lesson;

import java.util.concurrent.atomic.AtomicLong;
import signalkit.lessons.selfdeadlock.Meter;
import signalkit.posix.Signal;

/** Has 16 bits for the bytes. */
public final class LockedMeter implements Meter {
    private static final long ONE_EVENT = 1L << 16;

    private final AtomicLong totals = new AtomicLong();
    private volatile String noted;

    @Override
    public void count(int more) {
        totals.addAndGet(ONE_EVENT + more);
    }

    @Override
    public void onSignal(Signal signal) {
        long now = totals.get();
        noted = (now >> 16) + "/" + (now & 0xffff);
    }

    @Override
    public String noted() {
        return noted;
    }
}
