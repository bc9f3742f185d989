package lesson;

import signalkit.annotations.HandlerContext;
import signalkit.lessons.casestudy.LoginSession;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.Signals;

/** Allocates for a packet once more when the alarm has interrupted it. */
public final class Login implements LoginSession {
    private Heap heap;
    private volatile boolean late;
    private boolean told;

    @Override
    public void install(Heap memory) {
        heap = memory;
        Signals.sigaction(Signal.ALRM, Sigaction.handler(this::onAlarm));
    }

    @HandlerContext
    private void onAlarm(Signal signal) {
        late = true;
    }

    @Override
    public boolean packet() {
        if (!late) {
            heap.allocate();
            if (late) {
                heap.allocate();
            }
        }
        if (late && !told) {
            told = true;
            heap.log();
        }
        return !told;
    }
}
