package lesson;

import java.util.concurrent.atomic.AtomicReference;
import signalkit.lessons.selfdeadlock.Meter;
import signalkit.posix.Signal;

/** Keeps events and bytes in one immutable object, and replaces it in one step. */
public final class LockedMeter implements Meter {
    private record Totals(int events, int bytes) {}

    private final AtomicReference<Totals> totals = new AtomicReference<>(new Totals(0, 0));
    private volatile String noted;

    @Override
    public void count(int more) {
        totals.updateAndGet(old -> new Totals(old.events() + 1, old.bytes() + more));
    }

    @Override
    public void onSignal(Signal signal) {
        Totals now = totals.get();
        noted = now.events() + "/" + now.bytes();
    }

    @Override
    public String noted() {
        return noted;
    }
}
