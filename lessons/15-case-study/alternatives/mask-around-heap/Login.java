package lesson;

import java.util.concurrent.atomic.AtomicBoolean;
import signalkit.lessons.casestudy.LoginSession;
import signalkit.annotations.HandlerContext;
import signalkit.posix.How;
import signalkit.posix.SignalSet;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.Signals;

/** Keeps the alarm out while the heap is torn, so that the handler may log. */
public final class Login implements LoginSession {
    private volatile Heap heap;
    private final AtomicBoolean late = new AtomicBoolean();

    @Override
    public void install(Heap memory) {
        heap = memory;
        Signals.sigaction(Signal.ALRM, Sigaction.handler(this::onAlarm));
    }

    /** Leaves a mark: the main thread logs it when it is done with what it does now. */
    @HandlerContext
    private void onAlarm(Signal signal) {
        if (late.compareAndSet(false, true)) {
            heap.log();
        }
    }

    @Override
    public boolean packet() {
        SignalSet mask = Signals.sigmask(How.BLOCK, SignalSet.of(Signal.ALRM));
        if (!late.get()) {
            heap.allocate();
        }
        Signals.sigmask(How.SETMASK, mask);
        return !late.get();
    }
}
