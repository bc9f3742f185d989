package lesson;

import signalkit.lessons.selfdeadlock.Meter;
import signalkit.posix.Mutex;
import signalkit.posix.Signal;

/** Gives up when the lock is taken. */
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
        if (mutex.tryLock()) {
            noted = events + "/" + bytes;
            mutex.unlock();
        }
    }

    @Override
    public String noted() {
        return noted;
    }
}
