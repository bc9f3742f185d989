package lesson;

import java.util.concurrent.Semaphore;
import signalkit.lessons.waitinloop.Budget;

/** Bytes that threads share: the permits of a semaphore, which serves one after the other. */
public final class ByteBudget implements Budget {
    private final Semaphore free = new Semaphore(0);

    @Override
    public void reserve(int bytes) {
        free.acquireUninterruptibly(bytes);
    }

    @Override
    public void release(int bytes) {
        free.release(bytes);
    }
}
