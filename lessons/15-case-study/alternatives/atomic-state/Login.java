package lesson;

import java.util.concurrent.atomic.AtomicInteger;
import signalkit.lessons.casestudy.LoginSession;
import signalkit.annotations.HandlerContext;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.Signals;

/** One word for all. */
public final class Login implements LoginSession {
    private Heap heap;
    private final AtomicInteger alarms = new AtomicInteger();
    private boolean logged;

    @Override
    public void install(Heap memory) {
        heap = memory;
        Signals.sigaction(Signal.ALRM, Sigaction.handler(this::onAlarm));
    }

    /** Leaves a mark: the main thread logs it when it is done with what it does now. */
    @HandlerContext
    private void onAlarm(Signal signal) {
        alarms.incrementAndGet();
    }

    @Override
    public boolean packet() {
        if (alarms.get() == 0) {
            heap.allocate();
        }
        if (alarms.get() == 0) {
            return true;
        }
        if (!logged) {
            logged = true;
            heap.log();
        }
        return false;
    }
}
