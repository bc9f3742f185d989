package lesson;

import signalkit.lessons.selfdeadlock.Meter;
import signalkit.posix.How;
import signalkit.posix.Mutex;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;

/** Takes a pending USR1 itself, also one that its caller blocks. */
public final class LockedMeter implements Meter {
    private static final SignalSet USR1 = SignalSet.of(Signal.USR1);

    private final Mutex mutex = new Mutex("meter");
    private int events;
    private int bytes;
    private String noted;

    @Override
    public void count(int more) {
        SignalSet old = Signals.sigmask(How.BLOCK, USR1);
        mutex.lock();
        events++;
        bytes += more;
        mutex.unlock();
        if (Signals.sigpending().contains(Signal.USR1)) {
            onSignal(Signals.sigwait(USR1));
        }
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
