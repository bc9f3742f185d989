package lesson;

import signalkit.lessons.selfdeadlock.Meter;
import signalkit.posix.Signal;

/** Two copies of the totals: count fills the one that nobody reads, and then turns to it. */
public final class LockedMeter implements Meter {
    private final int[] events = new int[2];
    private final int[] bytes = new int[2];
    private volatile int current;
    private String noted;

    @Override
    public void count(int more) {
        int old = current;
        int next = 1 - old;
        events[next] = events[old] + 1;
        bytes[next] = bytes[old] + more;
        current = next;
    }

    @Override
    public void onSignal(Signal signal) {
        int valid = current;
        noted = events[valid] + "/" + bytes[valid];
    }

    @Override
    public String noted() {
        return noted;
    }
}
