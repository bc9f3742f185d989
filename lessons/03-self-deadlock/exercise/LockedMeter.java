package lesson;

import signalkit.lessons.selfdeadlock.Meter;
import signalkit.posix.Mutex;
import signalkit.posix.Signal;

/** Counts events and bytes under a lock, so that they belong together. */
// TODO: let no USR1 wait for the lock of the code below it.
public final class LockedMeter implements Meter {
    private final Mutex mutex = new Mutex("meter");
    private int events;
    private int bytes;
    private String noted;

    @Override
    public void count(int more) {
        mutex.lock();
        events++;
        bytes += more;
        mutex.unlock();
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
