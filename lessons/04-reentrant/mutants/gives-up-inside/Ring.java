package lesson;

import java.util.ArrayList;
import java.util.List;
import signalkit.lessons.reentrant.EventRing;
import signalkit.posix.Mutex;

/** Refuses what comes while it is busy. */
public final class Ring implements EventRing {
    private final Mutex mutex = new Mutex("ring", Mutex.Kind.RECURSIVE);
    private final int[] slots = new int[CAPACITY];
    private int used;
    private boolean busy;

    @Override
    public boolean put(int event) {
        mutex.lock();
        boolean room = used < CAPACITY && !busy;
        busy = true;
        if (room) {
            slots[used] = event;
            used = used + 1;
        }
        busy = false;
        mutex.unlock();
        return room;
    }

    @Override
    public List<Integer> drain() {
        List<Integer> events = new ArrayList<>();
        mutex.lock();
        for (int i = 0; i < used; i++) {
            events.add(slots[i]);
        }
        used = 0;
        mutex.unlock();
        return events;
    }
}
