package lesson;

import signalkit.lessons.selfdeadlock.Meter;
import signalkit.posix.How;
import signalkit.posix.Mutex;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;

/** Counts events and bytes under a lock, so that they belong together. */
public final class LockedMeter implements Meter {
    private static final SignalSet USR1 = SignalSet.of(Signal.USR1);

    private final Mutex mutex = new Mutex("meter");
    private int events;
    private int bytes;
    private String noted;

    @Override
    public void count(int more) {
        Signals.sigmask(How.BLOCK, USR1);
        mutex.lock();
        events++;
        bytes += more;
        mutex.unlock();
        Signals.sigmask(How.UNBLOCK, USR1);
    }

    @Override
    public void onSignal(Signal signal) {
        mutex.lock();
        noted = events + "/" + bytes;
        mutex.unlock();
    }

    @Override
    public String noted() {
        return noted;
    }
}
