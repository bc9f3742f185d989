package lesson;

import signalkit.lessons.waitinloop.Budget;

/** Bytes that threads share, with the monitor that every object of Java has. */
public final class ByteBudget implements Budget {
    private int free;

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
    public synchronized void release(int bytes) {
        free += bytes;
        notifyAll();
    }
}
