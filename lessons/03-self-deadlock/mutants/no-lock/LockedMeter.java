package lesson;

import signalkit.lessons.selfdeadlock.Meter;
import signalkit.posix.Signal;

/** Has no lock, and so no deadlock. */
public final class LockedMeter implements Meter {
    private int events;
    private int bytes;
    private String noted;

    @Override
    public void count(int more) {
        events++;
        bytes += more;
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
