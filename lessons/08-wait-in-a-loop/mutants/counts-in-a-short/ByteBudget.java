package lesson;

import signalkit.lessons.waitinloop.Budget;
import signalkit.posix.Cond;
import signalkit.posix.Mutex;

/** Counts in sixteen bits, which overflow. */
public final class ByteBudget implements Budget {
    private final Mutex mutex = new Mutex("budget");
    private final Cond changed = new Cond("budget");

    // mutex must be held when using this:
    private short free;

    @Override
    public void reserve(int bytes) {
        mutex.lock();
        while (free < bytes) {
            changed.await(mutex);
        }
        free -= bytes;
        mutex.unlock();
    }

    @Override
    public void release(int bytes) {
        mutex.lock();
        free += bytes;
        changed.broadcast();
        mutex.unlock();
    }
}
