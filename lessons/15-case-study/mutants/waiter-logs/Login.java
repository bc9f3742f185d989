package lesson;

import signalkit.lessons.casestudy.LoginSession;
import signalkit.posix.How;
import signalkit.posix.Pthread;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;

/** The waiter logs, while the main thread may be at the heap. */
public final class Login implements LoginSession {
    private Heap heap;
    private volatile boolean late;

    @Override
    public void install(Heap memory) {
        heap = memory;
        SignalSet alarm = SignalSet.of(Signal.ALRM);
        Signals.sigmask(How.BLOCK, alarm);
        Pthread.create(
                "alarm waiter",
                () -> {
                    Signals.sigwait(alarm);
                    heap.log();
                    late = true;
                });
    }

    @Override
    public boolean packet() {
        if (!late) {
            heap.allocate();
        }
        return !late;
    }
}
