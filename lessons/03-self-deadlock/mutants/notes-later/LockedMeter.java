package lesson;

import signalkit.lessons.selfdeadlock.Meter;
import signalkit.posix.Mutex;
import signalkit.posix.Signal;

/** Puts the note off while the lock is held; the second signal comes during the late note. */
public final class LockedMeter implements Meter {
    private final Mutex mutex = new Mutex("meter");
    private int events;
    private int bytes;
    private String noted;
    private volatile boolean busy;
    private volatile boolean again;

    @Override
    public void count(int more) {
        busy = true;
        mutex.lock();
        events++;
        bytes += more;
        mutex.unlock();
        busy = false;
        if (again) {
            onSignal(Signal.USR1);
        }
    }

    @Override
    public void onSignal(Signal signal) {
        if (busy) {
            again = true;
            return;
        }
        mutex.lock();
        noted = events + "/" + bytes;
        mutex.unlock();
    }

    @Override
    public String noted() {
        return noted;
    }
}
