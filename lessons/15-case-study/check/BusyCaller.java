package signalkit.lessons.casestudy;

import signalkit.explorer.Plan;
import signalkit.posix.How;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;

/** The caller of packet blocks signals of its own, ALRM among them, when the alarm arrives. */
public final class BusyCaller extends LoginScene {
    @Override
    void serve() {
        SignalSet mask =
                Signals.sigmask(How.BLOCK, SignalSet.of(Signal.USR1, Signal.TERM, Signal.ALRM));
        packet();
        Signals.kill(Signal.ALRM);
        packet();
        Signals.sigmask(How.SETMASK, mask);
    }

    @Override
    void arrange(Plan plan) {}
}
