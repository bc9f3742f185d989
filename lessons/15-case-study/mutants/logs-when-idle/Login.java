package lesson;

import signalkit.lessons.casestudy.LoginSession;
import signalkit.annotations.HandlerContext;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.Signals;

/** Logs from the handler unless it sees that the heap is in use; it looks too late. */
public final class Login implements LoginSession {
    private Heap heap;
    private volatile boolean late;
    private boolean logged;
    private boolean busy;

    @Override
    public void install(Heap memory) {
        heap = memory;
        Signals.sigaction(Signal.ALRM, Sigaction.handler(this::onAlarm));
    }

    /** Leaves a mark: the main thread logs it when it is done with what it does now. */
    @HandlerContext
    private void onAlarm(Signal signal) {
        late = true;
        if (!busy) {
            heap.log();
            logged = true;
        }
    }

    @Override
    public boolean packet() {
        if (!late) {
            heap.allocate();
            busy = true;
            busy = false;
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
