package lesson;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import signalkit.lessons.waitinloop.Budget;

/** Bytes that threads share, with a lock and a condition of the JDK. */
public final class ByteBudget implements Budget {
    private final Lock lock = new ReentrantLock();
    private final Condition released = lock.newCondition();
    private int free;

    @Override
    public void reserve(int bytes) {
        lock.lock();
        try {
            while (free < bytes) {
                released.awaitUninterruptibly();
            }
            free -= bytes;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void release(int bytes) {
        lock.lock();
        try {
            free += bytes;
            released.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
