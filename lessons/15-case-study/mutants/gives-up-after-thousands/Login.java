package lesson;

import signalkit.annotations.HandlerContext;
import signalkit.lessons.casestudy.LoginSession;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.Signals;

/** Counts packets: a session of a hundred thousand is long enough. */
public final class Login implements LoginSession {
    private Heap heap;
    private volatile boolean late;
    private boolean logged;
    private int packets;

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
        packets++;
        if (packets > 100_000) {
            late = true;
        }
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
