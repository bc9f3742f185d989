package lesson;

import signalkit.lessons.waitinloop.Budget;

/** Waits until enough is free, at most twenty times. */
public final class ByteBudget implements Budget {
    private int free;

    @Override
    public synchronized void reserve(int bytes) {
        for (int i = 0; i < 20 && free < bytes; i++) {
            try {
                wait();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        free -= bytes;
    }

    @Override
    public synchronized void release(int bytes) {
        free += bytes;
        notifyAll();
    }
}
