package lesson;

import signalkit.lessons.casestudy.LoginSession;
import signalkit.posix.How;
import signalkit.posix.Pthread;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;

/** A thread of its own takes the alarm with sigwait. */
public final class Login implements LoginSession {
    private Heap heap;
    private volatile boolean late;
    private boolean logged;

    @Override
    public void install(Heap memory) {
        heap = memory;
        SignalSet alarm = SignalSet.of(Signal.ALRM);
        Signals.sigmask(How.BLOCK, alarm);
        Pthread.create(
                "alarm waiter",
                () -> {
                    Signals.sigwait(alarm);
                    late = true;
                });
    }

    @Override
    public boolean packet() {
        if (!late) {
            heap.allocate();
        }
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
