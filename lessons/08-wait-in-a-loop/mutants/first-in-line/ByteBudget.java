package lesson;

import signalkit.lessons.waitinloop.Budget;
import signalkit.posix.Cond;
import signalkit.posix.Mutex;

/** Bytes that threads share: whoever came first is served first. */
public final class ByteBudget implements Budget {
    private final Mutex mutex = new Mutex("budget");
    private final Cond changed = new Cond("budget");

    // mutex must be held when using these:
    private int free;
    private int nextTicket;
    private int served;

    @Override
    public void reserve(int bytes) {
        mutex.lock();
        int ticket = nextTicket++;
        while (ticket != served || free < bytes) {
            changed.await(mutex);
        }
        served++;
        free -= bytes;
        changed.broadcast();
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
