package lesson;

import java.util.concurrent.atomic.AtomicInteger;
import signalkit.lessons.selfdeadlock.Meter;
import signalkit.posix.Signal;

/** Each number changes in one step, and the two of them in two. */
public final class LockedMeter implements Meter {
    private final AtomicInteger events = new AtomicInteger();
    private final AtomicInteger bytes = new AtomicInteger();
    private volatile String noted;

    @Override
    public void count(int more) {
        events.incrementAndGet();
        bytes.addAndGet(more);
    }

    @Override
    public void onSignal(Signal signal) {
        noted = events + "/" + bytes;
    }

    @Override
    public String noted() {
        return noted;
    }
}
