package lesson;

import signalkit.lessons.lostwakeup.StopWait;
import signalkit.posix.Cond;
import signalkit.posix.Mutex;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.Signals;

/** Locks in the handler the mutex that await holds. */
public final class Wait implements StopWait {
    private final Mutex mutex = new Mutex("stop");
    private final Cond changed = new Cond("stop");
    private boolean stop;

    @Override
    public void install() {
        Signals.sigaction(Signal.TERM, Sigaction.handler(this::onTerm));
    }

    private void onTerm(Signal signal) {
        mutex.lock();
        stop = true;
        changed.broadcast();
        mutex.unlock();
    }

    @Override
    public void await() {
        mutex.lock();
        while (!stop) {
            changed.await(mutex);
        }
        mutex.unlock();
    }
}
