package lesson;

import signalkit.annotations.HandlerContext;
import signalkit.lessons.casestudy.LoginSession;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.Signals;

/** A login that is given up when the alarm has come. */
// TODO: log the alarm once, where the heap is whole.
public final class Login implements LoginSession {
    private Heap heap;
    private volatile boolean late;

    @Override
    public void install(Heap memory) {
        heap = memory;
        Signals.sigaction(Signal.ALRM, Sigaction.handler(this::onAlarm));
    }

    /** Tells the log at once, as OpenSSH 8.5p1 to 9.7p1 did. */
    @HandlerContext
    private void onAlarm(Signal signal) {
        late = true;
        heap.log();
    }

    @Override
    public boolean packet() {
        if (!late) {
            heap.allocate();
        }
        return !late;
    }
}
