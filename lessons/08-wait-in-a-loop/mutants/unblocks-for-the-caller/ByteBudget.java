package lesson;

import signalkit.lessons.waitinloop.Budget;
import signalkit.posix.Cond;
import signalkit.posix.How;
import signalkit.posix.Mutex;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;

/** Keeps USR1 away while it waits, and then unblocks it whoever had blocked it. */
public final class ByteBudget implements Budget {
    private final Mutex mutex = new Mutex("budget");
    private final Cond changed = new Cond("budget");

    // mutex must be held when using this:
    private int free;

    @Override
    public void reserve(int bytes) {
        Signals.sigmask(How.BLOCK, SignalSet.of(Signal.USR1));
        mutex.lock();
        while (free < bytes) {
            changed.await(mutex);
        }
        free -= bytes;
        mutex.unlock();
        Signals.sigmask(How.UNBLOCK, SignalSet.of(Signal.USR1));
    }

    @Override
    public void release(int bytes) {
        mutex.lock();
        free += bytes;
        changed.broadcast();
        mutex.unlock();
    }
}
