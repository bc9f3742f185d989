package lesson;

import java.util.Arrays;
import signalkit.lessons.workqueue.JobQueue;
import signalkit.posix.Cond;
import signalkit.posix.Mutex;

/** A ring that doubles when it is full, and forgets that its first job may be in the middle. */
public final class Queue implements JobQueue {
    private final Mutex mutex = new Mutex("jobs");
    private final Cond changed = new Cond("jobs");

    // mutex must be held when using these:
    private int[] ring = new int[16];
    private int first;
    private int count;
    private boolean closing;

    @Override
    public boolean add(int job) {
        mutex.lock();
        boolean open = !closing;
        if (open) {
            if (count == ring.length) {
                ring = Arrays.copyOf(ring, 2 * count);
            }
            ring[(first + count) % ring.length] = job;
            count++;
            changed.signal();
        }
        mutex.unlock();
        return open;
    }

    @Override
    public int take() {
        mutex.lock();
        while (count == 0 && !closing) {
            changed.await(mutex);
        }
        int job = 0;
        if (count > 0) {
            job = ring[first];
            first = (first + 1) % ring.length;
            count--;
        }
        mutex.unlock();
        return job;
    }

    @Override
    public void shutdown() {
        mutex.lock();
        closing = true;
        changed.broadcast();
        mutex.unlock();
    }
}
