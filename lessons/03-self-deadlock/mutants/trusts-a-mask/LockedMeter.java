package lesson;

import signalkit.lessons.selfdeadlock.Meter;
import signalkit.posix.How;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;

/** Takes a caller that blocks some signal for one that blocks USR1. */
public final class LockedMeter implements Meter {
    private static final SignalSet USR1 = SignalSet.of(Signal.USR1);

    private int events;
    private int bytes;
    private String noted;

    @Override
    public void count(int more) {
        SignalSet before = Signals.sigmask();
        if (before.isEmpty()) {
            Signals.sigmask(How.BLOCK, USR1);
        }
        events++;
        bytes += more;
        Signals.sigmask(How.SETMASK, before);
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
