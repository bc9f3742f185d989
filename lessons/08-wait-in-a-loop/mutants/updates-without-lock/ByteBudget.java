package lesson;

import signalkit.lessons.waitinloop.Budget;

/** Bytes that threads share, with a volatile number that each method changes. */
public final class ByteBudget implements Budget {
    private volatile int free;

    @Override
    public synchronized void reserve(int bytes) {
        while (free < bytes) {
            try {
                wait();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        free -= bytes;
    }

    @Override
    public void release(int bytes) {
        free += bytes;
        synchronized (this) {
            notifyAll();
        }
    }
}
