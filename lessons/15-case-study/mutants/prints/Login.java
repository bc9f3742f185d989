package lesson;

import signalkit.lessons.casestudy.LoginSession;
import signalkit.annotations.HandlerContext;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.Signals;

/** Tells the console in the handler. */
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
        System.err.println("late");
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
