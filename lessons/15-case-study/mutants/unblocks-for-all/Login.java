package lesson;

import signalkit.lessons.casestudy.LoginSession;
import signalkit.annotations.HandlerContext;
import signalkit.posix.How;
import signalkit.posix.SignalSet;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.Signals;

/** Blocks the alarm in packet, and then unblocks everything. */
public final class Login implements LoginSession {
    private Heap heap;
    private volatile boolean late;
    private boolean logged;

    @Override
    public void install(Heap memory) {
        heap = memory;
        Signals.sigaction(Signal.ALRM, Sigaction.handler(this::onAlarm));
    }

    /** Leaves a mark: the main thread logs it when it is done with what it does now. */
    @HandlerContext
    private void onAlarm(Signal signal) {
        late = true;
    }

    @Override
    public boolean packet() {
        Signals.sigmask(How.BLOCK, SignalSet.of(Signal.ALRM));
        if (!late) {
            heap.allocate();
        }
        Signals.sigmask(How.SETMASK, SignalSet.EMPTY);
        if (!late) {
            return true;
        }
        if (!logged) {
            logged = true;
            heap.log();
        }
        return false;
    }
}
