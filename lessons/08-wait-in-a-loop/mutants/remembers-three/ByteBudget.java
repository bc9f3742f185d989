package lesson;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;
import signalkit.lessons.waitinloop.Budget;

/** Remembers three threads that are parked, and forgets the first when a fourth one comes. */
public final class ByteBudget implements Budget {
    private static final int MOST = 3;

    private final AtomicInteger free = new AtomicInteger();
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicReferenceArray<Thread> parked = new AtomicReferenceArray<>(MOST);

    @Override
    public void reserve(int bytes) {
        while (true) {
            int now = free.get();
            if (now < bytes) {
                parked.set(next.getAndIncrement() % MOST, Thread.currentThread());
                if (free.get() < bytes) {
                    LockSupport.park(this);
                }
            } else if (free.compareAndSet(now, now - bytes)) {
                return;
            }
        }
    }

    @Override
    public void release(int bytes) {
        free.addAndGet(bytes);
        for (int i = 0; i < MOST; i++) {
            LockSupport.unpark(parked.get(i));
        }
    }
}
