package lesson;

import signalkit.lessons.waitinloop.Budget;
import signalkit.posix.Cond;
import signalkit.posix.Mutex;

/** Waits five times at most, and then takes. */
public final class ByteBudget implements Budget {
    private final Mutex mutex = new Mutex("budget");
    private final Cond changed = new Cond("budget");

    // mutex must be held when using this:
    private int free;

    @Override
    public void reserve(int bytes) {
        mutex.lock();
        for (int i = 0; i < 5 && free < bytes; i++) {
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
