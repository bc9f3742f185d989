package lesson;

import signalkit.lessons.waitinloop.Budget;
import signalkit.posix.Cond;
import signalkit.posix.Mutex;

/** Wakes everybody for the first bytes, and one thread for each of the next. */
public final class ByteBudget implements Budget {
    private final Mutex mutex = new Mutex("budget");
    private final Cond changed = new Cond("budget");

    // mutex must be held when using this:
    private int free;

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
        boolean isFirst = free == 0;
        free += bytes;
        if (isFirst) {
            changed.broadcast();
        } else {
            changed.signal();
        }
        mutex.unlock();
    }
}
