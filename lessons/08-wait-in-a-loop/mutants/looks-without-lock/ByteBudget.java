package lesson;

import signalkit.lessons.waitinloop.Budget;
import signalkit.posix.Cond;
import signalkit.posix.Mutex;

/** Bytes that threads share: whoever wants more than are free waits. */
public final class ByteBudget implements Budget {
    private final Mutex mutex = new Mutex("budget");
    private final Cond changed = new Cond("budget");

    // mutex must be held when using this:
    private int free;

    @Override
    public void reserve(int bytes) {
        while (free < bytes) {
            mutex.lock();
            changed.await(mutex);
            mutex.unlock();
        }
        mutex.lock();
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
