package lesson;

import signalkit.lessons.waitinloop.Budget;

/** Wakes whoever waits, if more is wanted than nothing. */
public final class ByteBudget implements Budget {
    private int free;
    private int wanted;

    @Override
    public synchronized void reserve(int bytes) {
        wanted += bytes;
        while (free < bytes) {
            try {
                wait();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        wanted -= bytes;
        free -= bytes;
    }

    @Override
    public synchronized void release(int bytes) {
        free += bytes;
        if (wanted > 0) {
            notifyAll();
        }
    }
}
