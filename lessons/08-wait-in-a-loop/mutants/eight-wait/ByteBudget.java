package lesson;

import signalkit.lessons.waitinloop.Budget;

/** Hands bytes to those who wait, each in a slot of its own. */
public final class ByteBudget implements Budget {
    private static final int SLOTS = 8;

    private final int[] wanted = new int[SLOTS];
    private final boolean[] served = new boolean[SLOTS];
    private int free;

    @Override
    public synchronized void reserve(int bytes) {
        if (free >= bytes) {
            free -= bytes;
            return;
        }
        int slot = 0;
        while (wanted[slot] != 0) {
            slot++;
        }
        wanted[slot] = bytes;
        while (!served[slot]) {
            try {
                wait();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        served[slot] = false;
        wanted[slot] = 0;
    }

    @Override
    public synchronized void release(int bytes) {
        free += bytes;
        for (int slot = 0; slot < SLOTS; slot++) {
            if (wanted[slot] != 0 && !served[slot] && wanted[slot] <= free) {
                free -= wanted[slot];
                served[slot] = true;
            }
        }
        notifyAll();
    }
}
