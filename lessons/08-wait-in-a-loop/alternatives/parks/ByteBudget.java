package lesson;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import signalkit.lessons.waitinloop.Budget;

/** Bytes that threads share, without a lock: whoever does not get enough parks. */
public final class ByteBudget implements Budget {
    private final AtomicInteger free = new AtomicInteger();
    private final Queue<Thread> waiting = new ConcurrentLinkedQueue<>();

    @Override
    public void reserve(int bytes) {
        if (take(bytes)) {
            return;
        }
        Thread self = Thread.currentThread();
        waiting.add(self);
        while (!take(bytes)) {
            LockSupport.park(this);
        }
        waiting.remove(self);
    }

    private boolean take(int bytes) {
        int now = free.get();
        while (now >= bytes) {
            if (free.compareAndSet(now, now - bytes)) {
                return true;
            }
            now = free.get();
        }
        return false;
    }

    @Override
    public void release(int bytes) {
        free.addAndGet(bytes);
        waiting.forEach(LockSupport::unpark);
    }
}
