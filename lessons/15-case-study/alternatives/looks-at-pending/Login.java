package lesson;

import signalkit.lessons.casestudy.LoginSession;
import signalkit.posix.How;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;

/** Blocks the alarm, and looks between two packets whether it is pending. */
public final class Login implements LoginSession {
    private Heap heap;
    private boolean logged;

    @Override
    public void install(Heap memory) {
        heap = memory;
        Signals.sigmask(How.BLOCK, SignalSet.of(Signal.ALRM));
    }

    @Override
    public boolean packet() {
        if (!Signals.sigpending().contains(Signal.ALRM)) {
            heap.allocate();
            return true;
        }
        if (!logged) {
            logged = true;
            heap.log();
        }
        return false;
    }
}
