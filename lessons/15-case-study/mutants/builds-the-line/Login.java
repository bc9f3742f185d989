package lesson;

import signalkit.annotations.HandlerContext;
import signalkit.lessons.casestudy.LoginSession;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.Signals;

/** Puts the line together in the handler, in a builder that has room for it. */
public final class Login implements LoginSession {
    private final StringBuilder line = new StringBuilder(80);
    private Heap heap;
    private volatile boolean late;
    private boolean logged;

    @Override
    public void install(Heap memory) {
        heap = memory;
        Signals.sigaction(Signal.ALRM, Sigaction.handler(this::onAlarm));
    }

    /** Leaves a mark, and a text. */
    @HandlerContext
    private void onAlarm(Signal signal) {
        line.append("timeout before authentication");
        late = true;
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
