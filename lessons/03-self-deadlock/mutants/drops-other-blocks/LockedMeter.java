package lesson;

import signalkit.lessons.selfdeadlock.Meter;
import signalkit.posix.How;
import signalkit.posix.Mutex;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;

/** Replaces its caller's mask, so what else was blocked gets in. */
public final class LockedMeter implements Meter {
    private static final SignalSet USR1 = SignalSet.of(Signal.USR1);

    private final Mutex mutex = new Mutex("meter");
    private int events;
    private int bytes;
    private String noted;

    @Override
    public void count(int more) {
        SignalSet old = Signals.sigmask(How.SETMASK, USR1);
        mutex.lock();
        events++;
        bytes += more;
        mutex.unlock();
        Signals.sigmask(How.SETMASK, old);
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
